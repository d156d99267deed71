// A question, and how sure the reader is.

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
  if (figures.length) figures.push(...asked.querySelectorAll(":scope > .more"));
  const field = element.querySelector("#typed") ?? element;
  field.setAttribute("aria-labelledby", "stem");
  if (element === field && !field.getAttribute("role")) field.setAttribute("role", "group");
  field.setAttribute("aria-describedby", "hint");
  const place = say("place", { n: page.at + 1, all: page.round.slots.length });
  show(
    `${place}: ${question.title}`,
    "question beside",
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
  if (slot.draft) showReady();
  focusLine();
}

// A line to type on is ready at once, but on a phone, where its keyboard would hide the question.
function focusLine() {
  if (slotNow().question.kind === "short" && !isTouch()) {
    page.answering.focus();
  }
}

function onChange(event) {
  if (!page.answering?.isOne) page.isComplete = false;
  tell("");
  const { question } = slotNow();
  const picked = page.answering?.response()?.length;
  if (question.pick && picked > question.pick) remark(say("miscounted", { n: question.pick, picked }));
  showReady(event?.target ?? document.activeElement);
}

// Keep what asks how sure in sight once there is an answer, and what was just picked above it.
function showReady(picked) {
  main.querySelector(".answering").classList.toggle("is-ready", !missing());
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const shown = picked?.closest(".option, .pill, .part, .steps li");
  shown?.scrollIntoView({ block: "nearest", behavior: isCalm ? "instant" : "smooth" });
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
    answersBefore() ? null : el("p", { class: "small" }, say("beHonest")),
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

// Say why the answer isn't complete, in the line that is open or else beside how sure, and in sight.
function refuse(wrong) {
  const { answering } = page;
  tell("");
  answering.focus();
  const open = answering.open?.();
  const line = remark(wrong, open);
  (open ?? line).scrollIntoView({ block: "nearest" });
}

// Say what is wrong above the buttons, which stay in sight with it, or at the end of a line; returns what says it.
function remark(wrong, line = null) {
  const said = el("p", { class: "refusal", role: "alert" }, wrong);
  if (line) line.append(said);
  else main.querySelector(".certainties").prepend(said);
  return said;
}

// Say that the answer is complete, and ask how sure.
function complete() {
  page.answering.enter();
  const wrong = missing();
  if (wrong) return refuse(wrong);
  page.isComplete = true;
  main.querySelector(".certainty").focus();
  if (!isTouch()) tell(say("nowSure"));
}

function sureOf(certainty) {
  const wrong = missing();
  if (wrong) return refuse(wrong);
  const slot = slotNow();
  const response = page.answering.response();
  slot.answer = { response, certainty, judged: judge(slot.question, response, certainty) };
  slot.skipped = false;
  page.answering = null;
  touched();
  platform.answers(slot);
  showAnswer();
}
