// How a round went, and what to do next.

function showEnd() {
  page.answering = null;
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

// What to look at again and what it cost to be sure of it, with the ways on.
function onwards(slots) {
  const { next: does, asks } = next(slots);
  const first = sorted(slots, urgency)[0];
  const misses = sorted(slots.filter(isMiss), urgency);
  const main = (text, act) =>
    el("button", { type: "button", class: "main", on: { click: act } }, `${text} `, keycap("↵"));
  const lookAt = () => review(slots.indexOf(first));
  const ways = isRight(first)
    ? [main(say("newRound"), showFirst)]
    : [main(say(isMiss(first) ? "lookAgain" : "comeBack"), lookAt)];
  if (misses.length) {
    const again = misses.map((slot) => slot.question);
    ways.push(button(sayN(misses.length, "takeAgain"), () => begin(again)));
  }
  if (!isRight(first)) ways.push(button(say("newRound"), showFirst));
  const sureness = ofSureness(slots);
  return el(
    "section",
    { class: `onwards ${isMiss(first) ? "has-misses" : ""}` },
    el("p", { class: "next" }, does, asks ? el("span", { class: "asks" }, ` ${asks}`) : null),
    sureness ? el("p", { class: "sureness" }, sureness) : null,
    el("p", { class: "ways" }, ...ways),
  );
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
