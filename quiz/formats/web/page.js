// The screens of the page, its keys, and what is kept of it until it is saved.

const page = {
  rounds: [],
  round: null,
  at: 0,
  // What is answered with while a question is shown.
  answering: null,
  isComplete: false,
  isSaved: true,
  takesKeys: true,
  name: "",
  reader: randomId(),
};

const main = document.getElementById("main");
const statusLine = document.getElementById("status");
const keys = document.getElementById("keys");

// Tell something where it is seen, and to those who listen.
function tell(text) {
  statusLine.textContent = text;
}

// Show a screen from its top, and put the focus on its heading.
function show(title, look, ...parts) {
  tell("");
  main.className = look;
  main.replaceChildren(...parts.filter(Boolean));
  document.title = title === DATA.title ? title : `${title} – ${DATA.title}`;
  document.body.classList.toggle("front", look === "first");
  const heading = main.querySelector("[tabindex='-1']");
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

const heading = (...parts) => el("h2", { tabindex: "-1" }, ...parts);

// --- The first page

function showFirst() {
  page.round = null;
  page.answering = null;
  const usual = DATA.sizes.some(({ n }) => n === 10) ? 10 : 0;
  const sizes = DATA.sizes.map(({ n, text }) => el("option", { value: n, selected: n === usual }, text));
  const many = el("select", { id: "many" }, ...sizes);
  const skills = el("select", { id: "skill" }, el("option", { value: "" }, say("allSkills")));
  for (const group of new Set(Object.values(DATA.skills).map((each) => each.group))) {
    const its = Object.entries(DATA.skills).filter(([, each]) => each.group === group && each.n);
    const options = its.map(([id, { name, n }]) => el("option", { value: id }, `${name} (${n})`));
    if (options.length) skills.append(el("optgroup", { label: group }, ...options));
  }
  const begin = el("button", { type: "submit", class: "main" }, `${say("begin")} `, keycap("↵"));
  const form = el(
    "form",
    { class: "choose", on: { submit: (event) => (event.preventDefault(), start()) } },
    el("p", {}, el("label", { for: "many" }, say("howMany")), many),
    el("p", {}, el("label", { for: "skill" }, say("whichSkill")), skills),
    begin,
  );
  function start() {
    const most = Number(many.value) || Infinity;
    newRound(DATA.questions.filter((each) => !skills.value || each.skill === skills.value), most);
  }
  const facts = `${DATA.counted} · ${say("quiet")}`;
  show(
    DATA.title,
    "first",
    el("p", { class: "facts" }, facts),
    el("h2", { class: "lead", tabindex: "-1" }, DATA.description),
    DATA.note && el("p", { class: "note text" }, DATA.note),
    form,
    DATA.introduction && el("p", { class: "text" }, DATA.introduction),
    el("p", {}, say("kept")),
    el("p", { class: "keys-inside" }, say("keysInside")),
    scale(),
    page.rounds.length ? saving() : null,
    DATA.licence && el("p", { class: "small" }, DATA.licence),
  );
}

// What each certainty earns, and when it is best.
function scale() {
  const row = (cells, tag) => el("tr", {}, ...cells.map((each, at) => el(at ? "td" : tag, at ? {} : { scope: "row" }, each)));
  const head = el("tr", {}, ...WORDS.scaleHeads.map((each) => el("th", { scope: "col" }, each)));
  const rows = [1, 2, 3].map((each) =>
    row([certaintyWord(each), signed(points(1, each)), signed(points(0, each)), WORDS.bestAt[each - 1]], "th"),
  );
  return el(
    "section",
    { class: "scale" },
    el("h3", {}, say("howMarksWork")),
    el("p", {}, say("beHonest")),
    el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows)),
    el("p", { class: "small" }, say("parts")),
  );
}

function newRound(questions, most = 10) {
  const seen = new Set(page.rounds.flatMap((round) => round.slots.map((slot) => slot.question.id)));
  const picked = pick(questions, most, seen, page.rounds.length ? 0 : 3);
  const slots = picked.map((question) => ({ question, order: arranged(question) }));
  const now = new Date();
  page.round = { id: randomId(), slots, began: now, ended: now, over: false };
  page.rounds.push(page.round);
  go(0);
}

// --- A question

const slotNow = () => page.round.slots[page.at];

function go(at) {
  keepDraft();
  page.at = at;
  if (slotNow().answer) showAnswer();
  else showQuestion();
}

function keepDraft() {
  if (page.answering && !slotNow().answer) slotNow().draft = page.answering.draft();
  page.answering = null;
}

// Where the reader is, and how it goes so far.
function runningHead() {
  const { slots } = page.round;
  const { question } = slotNow();
  const { name, group } = DATA.skills[question.skill];
  const marks = total(slots.map(marksOf));
  const answered = slots.some((slot) => slot.answer);
  return el(
    "div",
    { class: "running" },
    el("p", { class: "where" }, `${group} · ${name}`),
    el(
      "p",
      { class: "so-far" },
      strip(slots, page.at),
      answered ? el("span", { class: "marks" }, marksShown(marks)) : null,
    ),
  );
}

// A sign for each question, which those who listen are told in words.
function strip(slots, at) {
  const signs = slots.map((slot, n) =>
    el("span", { class: `${SIGNS[sign(slot)] ?? ""} ${n === at ? "now" : ""}` }, sign(slot) || "·"),
  );
  return el("span", { class: "strip", role: "img", "aria-label": score(slots) }, ...signs);
}

function showQuestion() {
  const slot = slotNow();
  const { question } = slot;
  const asked = drawn(question, "asked");
  const stem = asked.querySelector(".stem");
  stem.id = "stem";
  // What isn't answered in is beside the question where there is room.
  page.isComplete = false;
  page.answering = answering(slot, asked, onChange);
  const { element, hint } = page.answering;
  const figures = [...asked.querySelectorAll("figure")].filter((each) => each !== element);
  const field = element.querySelector("#typed") ?? element;
  field.setAttribute("aria-labelledby", "stem");
  if (element === field && !field.getAttribute("role")) field.setAttribute("role", "group");
  field.setAttribute("aria-describedby", "hint");
  const place = say("place", { n: page.at + 1, all: page.round.slots.length });
  show(
    `${place}: ${question.title}`,
    `question${figures.length ? " beside" : ""}`,
    runningHead(),
    heading(el("span", { class: "n" }, `${place} · `), question.title),
    asked,
    figures.length ? el("aside", { class: "exhibits", "aria-label": say("exhibit") }, ...figures) : null,
    el(
      "div",
      { class: "answering" },
      element,
      el("p", { class: "hint", id: "hint" }, hint),
      certainties(),
      statusLine,
      el(
        "p",
        { class: "ways" },
        page.at ? button(say("back"), () => go(page.at - 1)) : null,
        button(say("skip"), skip),
        button(say("leave"), finish),
      ),
    ),
  );
  ready();
}

// A line to type on is ready at once, but on a phone, where its keyboard would hide the question.
function ready() {
  if (slotNow().question.kind === "short" && !matchMedia("(hover: none)").matches) {
    page.answering.focus();
  }
}

function onChange() {
  if (!page.answering?.isOne) page.isComplete = false;
  tell("");
}

// The question how sure the reader is, with what is at stake on each button.
function certainties() {
  const buttons = [1, 2, 3].map((each) =>
    el(
      "button",
      { type: "button", class: "certainty", on: { click: () => sureOf(each) } },
      el("span", { class: "word" }, keycap(each), ` ${certaintyWord(each)}`),
      el("span", { class: "stakes" }, stakes(each)),
    ),
  );
  return el(
    "div",
    { class: "certainties", role: "group", "aria-labelledby": "how-sure" },
    el("p", { id: "how-sure" }, say("howSure"), " ", el("span", { class: "figures" }, `(${say("figures")})`)),
    el("div", { class: "buttons" }, ...buttons),
  );
}

// Why the answer isn't complete; empty if it is.
function missing() {
  const response = page.answering.response();
  if (response === null) return page.answering.warning();
  if (miscounted(slotNow().question, response)) {
    return say("miscounted", { n: slotNow().question.pick, picked: response.length });
  }
  return "";
}

// Say that the answer is complete, and ask how sure.
function complete() {
  page.answering.enter();
  const wrong = missing();
  if (wrong) {
    tell(wrong);
    page.answering.focus();
    return;
  }
  page.isComplete = true;
  main.querySelector(".certainty").focus();
  tell(say("nowSure"));
}

function sureOf(certainty) {
  const wrong = missing();
  if (wrong) {
    tell(wrong);
    page.answering.focus();
    return;
  }
  const slot = slotNow();
  const response = page.answering.response();
  slot.answer = { response, certainty, judged: judge(slot.question, response, certainty) };
  slot.skipped = false;
  page.answering = null;
  touched();
  showAnswer();
}

// A round has changed, and the file that was saved hasn't.
function touched() {
  page.round.ended = new Date();
  page.isSaved = false;
}

function skip() {
  slotNow().skipped = true;
  onward();
}

// The next question; after the last, the first that is open, or the end.
function onward() {
  const { slots, over } = page.round;
  if (over) return showEnd();
  if (page.at + 1 < slots.length) return go(page.at + 1);
  const open = slots.findIndex((slot) => !slot.answer && !slot.skipped);
  if (open >= 0) return go(open);
  return finish();
}

function finish() {
  keepDraft();
  if (!page.round.slots.some((slot) => slot.answer) && !page.round.over) {
    page.rounds.pop();
    return showFirst();
  }
  if (!page.round.over) {
    page.round.over = true;
    touched();
  }
  return showEnd();
}

// --- An answer

function showAnswer() {
  const slot = slotNow();
  const { question } = slot;
  const { first, others, title, hasReasons, brief } = explained(slot);
  const explanation = drawn(question, "explanation");
  const sources = drawn(question, "sources");
  const place = say("place", { n: page.at + 1, all: page.round.slots.length });
  const onwards = page.round.over ? say("howItWent") : say("goOn");
  const asked = drawn(question, "asked");
  const more = el(
    "details",
    { class: "rest", open: !brief && matchMedia("(min-width: 1000px)").matches },
    el("summary", {}, say("more")),
    hasReasons ? explanation : null,
    others.length ? el("h3", {}, title) : null,
    others.length ? lines(others) : null,
    el("h3", {}, say("theQuestion")),
    asked,
  );
  const spot = question.kind === "spot" ? inPlace(slot, asked) : null;
  show(
    `${place}: ${question.title}`,
    `answer${sources.children.length ? " beside" : ""}`,
    runningHead(),
    heading(
      el("span", { class: `verdict ${SIGNS[sign(slot)]}` }, verdict(slot)),
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
        el("button", { type: "button", class: "main", on: { click: onward } }, `${onwards} `, keycap("↵")),
        page.at ? button(say("back"), () => go(page.at - 1)) : null,
      ),
      more,
    ),
    sources.children.length ? el("aside", { class: "sources-beside" }, sources) : null,
  );
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

// --- The end

function showEnd() {
  page.answering = null;
  const { slots } = page.round;
  const { next: does, asks } = next(slots);
  const remember = toRemember(slots);
  const again = el("button", { type: "button", class: "main", on: { click: showFirst } }, say("newRound"));
  show(
    say("howItWent"),
    "end",
    heading(wentWell(slots)),
    el("p", { class: "next" }, does, asks ? el("span", { class: "asks" }, ` ${asks}`) : null),
    ofSureness(slots) ? el("p", {}, ofSureness(slots)) : null,
    el("p", { class: "score" }, strip(slots, -1), ` ${score(slots)}`),
    earned(slots) ? el("p", {}, earned(slots)) : null,
    remember.length ? el("h3", {}, say("remember")) : null,
    remember.length ? el("ul", { class: "remember" }, ...remember.map((each) => el("li", {}, each))) : null,
    el("p", { class: "ways" }, again),
    el("h3", {}, say("questions")),
    el("ol", { class: "slots" }, ...slots.map(line)),
    saving(),
  );
}

// A question at the end, to open again.
function line(slot, at) {
  const { answer, question } = slot;
  const sure = answer ? certaintyWord(answer.certainty) : say(isSkipped(slot) ? "skipped" : "leftOutShort");
  const open = () => go(at);
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "slot", on: { click: open } },
      signOf(sign(slot)),
      el("span", { class: "title" }, `${at + 1}. ${question.title}`),
      el("span", { class: "skill" }, DATA.skills[question.skill].name),
      el("span", { class: "sure" }, sure),
      el("span", { class: "points" }, answer ? signed(answer.judged.marks) : ""),
    ),
  );
}

// --- Saving

function saving() {
  const name = el("input", {
    type: "text",
    id: "name",
    maxlength: LONGEST_NAME,
    autocomplete: "name",
    value: page.name,
    on: { input: () => (page.name = name.value) },
  });
  const told = el("p", { class: "saved", role: "status" });
  const save = (event) => {
    event.preventDefault();
    told.textContent = saveFile();
  };
  return el(
    "form",
    { class: "saving", on: { submit: save } },
    el("h3", {}, say("save")),
    el("p", {}, say("saveWhy")),
    el("p", {}, el("label", { for: "name" }, say("yourName")), name),
    el("p", { class: "ways" }, el("button", { type: "submit" }, say("saveFile"))),
    told,
  );
}

// Save all rounds in a file; returns what to tell.
function saveFile() {
  const rounds = page.rounds.filter((round) => round.over || round.slots.some((slot) => slot.answer));
  const made = handIn(rounds, page.reader, page.name, new Date());
  const file = new Blob([`${JSON.stringify(made)}\n`], { type: "application/json" });
  const link = el("a", { href: URL.createObjectURL(file), download: fileName(made) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  page.isSaved = true;
  return `${say("savedAs", { file: fileName(made) })} ${say("checkWord", { word: made.check })}`;
}

addEventListener("beforeunload", (event) => {
  if (!page.isSaved) event.preventDefault();
});

// --- Keys

function showKeys() {
  const rows = WORDS.keys.map(([key, does]) =>
    el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, does)),
  );
  const takes = el("input", {
    type: "checkbox",
    id: "takes-keys",
    checked: page.takesKeys,
    on: { change: () => (page.takesKeys = takes.checked) },
  });
  keys.replaceChildren(
    el("h2", { id: "keys-title" }, say("keysTitle")),
    el("table", {}, el("tbody", {}, ...rows)),
    el("p", {}, el("label", { class: "option" }, takes, el("span", { class: "text" }, say("takesKeys")))),
    el("p", { class: "ways" }, button(say("close"), () => keys.close(), "main")),
  );
  keys.showModal();
}

document.getElementById("show-keys").addEventListener("click", showKeys);

// Whether an element takes letters itself.
const isTypedIn = (element) => element.matches("input[type=text], select, textarea");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.open) return;
  const { target } = event;
  if (isTypedIn(target) && !(event.key === "Enter" && target.id === "typed")) return;
  if (takesKey(event)) event.preventDefault();
});

// Do what a key does; returns whether it does anything.
function takesKey(event) {
  const { key, target } = event;
  const isSingle = key.length === 1 && key !== " ";
  if (isSingle && !page.takesKeys) return false;
  if (key === "?") return showKeys(), true;
  if (page.answering) return takesAnswer(event);
  if (page.round && main.classList.contains("answer")) {
    const isElsewhere = target.matches("button, a, summary");
    if (key === "Enter" && !isElsewhere) return onward(), true;
    if (key === "e") return toggleMore(), true;
    if (key === "p" && page.at) return go(page.at - 1), true;
    if (key === "Escape" && page.round.over) return showEnd(), true;
  }
  if (main.classList.contains("end")) {
    const isElsewhere = target.matches("button, a, summary");
    if (key === "n" || (key === "Enter" && !isElsewhere)) return showFirst(), true;
    if ("123456789".includes(key) && key <= page.round.slots.length) return go(key - 1), true;
  }
  if (main.classList.contains("first") && key === "Enter" && !target.matches("button, a")) {
    return main.querySelector("form").requestSubmit(), true;
  }
  return false;
}

function takesAnswer(event) {
  const { key, target } = event;
  const bar = target.closest(".certainties");
  const isTyping = target.id === "typed";
  if (key === "Enter" && !bar && !target.matches(".ways *, .move, a, #show-keys")) return complete(), true;
  if ("123".includes(key) && !isTyping) {
    const isReady = page.isComplete || (page.answering.isOne && page.answering.response() !== null);
    if (isReady) sureOf(Number(key));
    else tell(missing() || page.answering.unfinished());
    return true;
  }
  if (bar) {
    if (key === "ArrowLeft" || key === "ArrowRight") {
      return moveFocus([...bar.querySelectorAll("button")], key === "ArrowRight" ? 1 : -1), true;
    }
    if (key === "ArrowUp" || key === "Escape") return page.answering.focus(), true;
  }
  if (key === "x") return skip(), true;
  if (key === "p") return page.at && go(page.at - 1), true;
  if (key === "Escape" && page.round.over) return showEnd(), true;
  return page.answering.key(event);
}

function toggleMore() {
  const more = main.querySelector(".rest");
  more.open = !more.open;
  if (more.open) more.scrollIntoView({ block: "nearest" });
}

showFirst();
