// How a round went, and what to do next.

// How many questions another round has that is offered at the end of one.
const SHORT = 5;

function showEnd() {
  keepDraft();
  page.misses = [];
  const { slots } = page.round;
  show(
    say("howItWent"),
    "end beside",
    heading(headline(slots)),
    el("div", { class: "result" }, byLine(), ...result(slots), onwards(slots)),
    el("aside", {}, saving(), ...remembered(slots)),
    el("div", { class: "list" }, el("h3", {}, say("questions")), list(slots)),
  );
}

// Show the end again, at the line of the question that the reader comes from.
function backToList() {
  const { at } = page;
  showEnd();
  const line = main.querySelectorAll(".slot")[at];
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: "center" });
}

// Whose round it is, and of which day, for paper alone.
function byLine() {
  const { lang } = document.documentElement;
  // The day before the month, as everywhere in the quiz.
  const day = page.round.ended.toLocaleDateString(lang === "en" ? "en-GB" : lang, { dateStyle: "long" });
  return el("p", { class: "by-line" }, el("span", { class: "whose" }, page.name), day);
}

// The signs of all answers, the marks, and what went well if the heading doesn't say so.
function result(slots) {
  const [, ...others] = counts(slots);
  const well = wentWell(slots);
  const isConsolation = well === say("stayed") || well === headline(slots);
  return [
    slots.length <= MOST_SIGNS ? el("p", { class: "score" }, strip(slots, -1)) : null,
    isConsolation ? null : el("p", {}, well),
    el("p", {}, [...others, earned(slots)].filter(Boolean).join(" · ")),
  ].filter(Boolean);
}

// What to look at again and what it cost to be sure of it, with the ways on. Where little went
// wrong, new questions come first.
function onwards(slots) {
  const first = sorted(slots, urgency)[0];
  const misses = sorted(slots.filter(isMiss), urgency);
  const isGood = slots.filter(isRight).length >= GOOD * slots.length;
  const ways = [
    isGood ? wayToNew() : null,
    isRight(first) ? null : [say(isMiss(first) ? "lookAgain" : "comeBack"), () => review(slots.indexOf(first))],
    misses.length ? [sayN(misses.length, "takeAgain"), () => begin(misses.map(({ question }) => question))] : null,
    [say("newRound"), showFirst],
  ];
  const sureness = ofSureness(slots);
  return el(
    "section",
    { class: `onwards ${isMiss(first) ? "has-misses" : ""}` },
    el("p", { class: "next" }, ...nextInWords(slots, misses, isGood)),
    sureness ? el("p", { class: "sureness" }, sureness) : null,
    el("p", { class: "ways" }, ...ways.filter(Boolean).map(([text, act], n) => wayOf(text, act, n === 0))),
  );
}

const wayOf = (text, act, isMain) =>
  isMain
    ? el("button", { type: "button", class: "main", on: { click: act } }, `${text} `, keycap("↵"))
    : button(text, act);

// To some questions that are new to the reader; null if none is.
function wayToNew() {
  const its = unseen();
  if (!its.length) return null;
  const text = its.length > SHORT ? say("fiveNew") : sayN(its.length, "lastNew");
  return [text, () => newRound(its, SHORT)];
}

// What to do next. All misses count as one number, those that were partly right, too, as on the
// buttons, and where new questions come first, nothing else is next.
function nextInWords(slots, misses, isGood) {
  const { next: does, asks } = next(slots);
  const areNew = isGood ? newInWords() : "";
  if (areNew && isRight(sorted(slots, urgency)[0])) return [areNew];
  const areAlike = new Set(misses.map(sign)).size < 2;
  if (!misses.length || (areAlike && !isGood)) {
    return [areNew && `${areNew} `, does, asks ? el("span", { class: "asks" }, ` ${asks}`) : null];
  }
  const named = { title: misses[0].question.title, key: keyOf(slots, misses[0]) };
  return [areNew && `${areNew} `, sayN(misses.length, "toLookAt", named).replace(" ()", "")];
}

function remembered(slots) {
  const given = toRemember(slots);
  if (!given.length) return [];
  return [
    el("h3", {}, say("remember")),
    el("ul", { class: "remember" }, ...given.map((each) => el("li", {}, each))),
  ];
}

const list = (slots) => el("ol", { class: "slots" }, ...slots.map(line));

// A question at the end, to open again.
function line(slot, at) {
  const { answer, question } = slot;
  const sure = answer ? certaintyWord(answer.certainty) : say(isSkipped(slot) ? "skipped" : "leftOutShort");
  const cost = marksOf(slot) < 0 ? "is-wrong" : "";
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "slot", on: { click: () => review(at) } },
      signOf(sign(slot)),
      el("span", { class: "title" }, `${at + 1}. ${question.title}`),
      el("span", { class: "skill" }, DATA.skills[question.skill].name),
      el("span", { class: "sure" }, sure),
      el("span", { class: `points ${cost}` }, answer ? signed(answer.judged.marks) : ""),
    ),
  );
}
