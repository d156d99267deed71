// How a round went.

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
    el("p", { class: "score" }, slots.length <= MOST_SIGNS ? strip(slots, -1) : null, ` ${score(slots)}`),
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
