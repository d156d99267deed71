// An answer, explained.

function showAnswer() {
  const slot = slotNow();
  const { question } = slot;
  const { first, others, title, hasReasons, brief } = explained(slot);
  const [word, rest] = verdictParts(slot);
  const explanation = drawn(question, "explanation");
  const sources = drawn(question, "sources");
  const place = say("place", { n: page.at + 1, all: page.round.slots.length });
  const asked = drawn(question, "asked");
  const fold = (look, name, ...parts) =>
    el(
      "details",
      { class: look, open: !brief && matchMedia("(min-width: 1000px)").matches },
      el("summary", {}, say(name)),
      ...parts,
    );
  const again = fold("question-again", "theQuestion", asked);
  const more =
    (hasReasons || others.length) &&
    fold(
      "rest",
      "more",
      hasReasons ? explanation : null,
      others.length ? el("h3", {}, title) : null,
      others.length ? lines(others) : null,
    );
  const spot = question.kind === "spot" ? inPlace(slot, asked) : null;
  show(
    `${place}: ${question.title}`,
    `answer${sources.children.length ? " beside" : ""}`,
    runningHead(),
    heading(
      el("span", { class: `verdict ${SIGNS[sign(slot)]}` }, word, el("span", { class: "how" }, rest)),
      el("span", { class: "n" }, question.title),
    ),
    el(
      "div",
      { class: "explained" },
      spot,
      lines(first),
      hasReasons ? null : explanation,
      el("p", { class: "take-away" }, el("strong", {}, say("remember")), ` ${question.takeAway}`),
      el(
        "p",
        { class: "ways" },
        el("button", { type: "button", class: "main", on: { click: onward } }, `${wayOn()} `, keycap("↵")),
        wayBack(),
      ),
      again,
      more || null,
    ),
    sources.children.length ? el("aside", { class: "sources-beside" }, sources) : null,
  );
}

// Where the way on leads.
function wayOn() {
  if (!page.round.over) return say("goOn");
  const miss = nextMiss();
  return miss ? say("nextMiss", miss) : say("backToList");
}

// To the question before, or past the other misses to the list.
function wayBack() {
  if (page.round.over) return nextMiss() ? button(say("backToList"), backToList) : null;
  return page.at ? button(say("back"), () => go(page.at - 1)) : null;
}

// A sign, which those who listen are told in a word if it has one.
function signOf(mark) {
  const word = WORDS.signs[mark];
  const said = word ? { role: "img", "aria-label": word } : { "aria-hidden": "true" };
  return el("span", { class: `sign ${SIGNS[mark] ?? ""}`, ...said }, mark || OTHER);
}

// Feedback, a line for each option, part, row or step, and its reason below.
function lines(given) {
  const line = (each) =>
    el(
      "li",
      { class: SIGNS[each.sign] },
      signOf(each.sign),
      el(
        "div",
        {},
        el(
          "p",
          {},
          each.label ? el("span", { class: "label" }, `${each.label}: `) : null,
          el("strong", { class: "text" }, each.text),
          each.note ? el("span", { class: "label" }, ` (${each.note})`) : null,
        ),
        each.why ? el("p", { class: "why text" }, each.why) : null,
      ),
    );
  return el("ul", { class: "feedback" }, ...given.map(line));
}

// Show the source that a reference in the explanation leads to, without a step in the browser's history.
function showSource(reference) {
  const source = main.querySelector(reference.getAttribute("href"));
  main.querySelector(".is-shown")?.classList.remove("is-shown");
  source.classList.add("is-shown");
  source.tabIndex = -1;
  source.focus();
}

document.addEventListener("click", (event) => {
  const reference = event.target.closest?.("a.reference");
  if (!reference) return;
  event.preventDefault();
  showSource(reference);
});

// The passage of a `spot`, with signs before what was picked and what is right.
function inPlace({ question, answer }, asked) {
  const passage = passageOf(asked);
  for (const part of passage.querySelectorAll(".part")) {
    const n = Number(part.dataset.part);
    const mark = question.key.includes(n) ? RIGHT : answer.response.includes(n) ? WRONG : "";
    const text = el("span", { class: `judged ${SIGNS[mark] ?? ""}` }, mark, part.textContent);
    part.replaceWith(text);
  }
  return passage;
}
