// Staying when a page is put away. A phone drops pages that nobody looks at, and its Back is close to
// the thumb: so answers are kept in the tab until that is closed, and Back leads a question back.

const KEPT_AS = `quiz answers ${EDITION}`;
const GUARD = "guard";

// The reader was told that answers aren't saved, and may go.
let isWarned = false;

function warn() {
  isWarned = true;
  const form = main.querySelector(".saving");
  if (!form) {
    tell(say("notSaved"));
    return statusLine.scrollIntoView({ block: "nearest" });
  }
  tellIn(form.querySelector(".saved"), say("notSaved"), "asks-back");
  form.scrollIntoView({ block: "center" });
}

// --- Kept in the tab

// A round as JSON holds it, with its questions by their numbers, and back.
const keptRound = (round) => ({
  ...round,
  slots: round.slots.map((slot) => ({ ...slot, question: slot.question.number })),
});
const roundAsKept = ({ began, ended, slots, ...its }) => ({
  ...its,
  began: new Date(began),
  ended: new Date(ended),
  slots: slots.map((slot) => ({ ...slot, question: DATA.questions[slot.question] })),
});

const isEnd = () => main.classList.contains("end");

function keepInTab() {
  noteDraft();
  const { earlier, reader, name, isSaved, file, isAsked, chosen, at, misses } = page;
  const round = page.rounds.indexOf(page.round);
  const kept = { earlier, reader, name, isSaved, file, isAsked, chosen, at, misses, round, isEnd: isEnd() };
  try {
    kept.rounds = page.rounds.map(keptRound);
    sessionStorage.setItem(KEPT_AS, JSON.stringify(kept));
  } catch {
    // Without it, answers are in the page alone, as it says.
  }
}

function keptInTab() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT_AS));
  } catch {
    return null;
  }
}

// Take up what this tab keeps; returns whether that shows anything but the first page.
function takeUpKept() {
  const kept = keptInTab();
  if (!kept) return false;
  const { rounds, round, isEnd: wasEnd, ...its } = kept;
  Object.assign(page, its, { rounds: rounds.map(roundAsKept) });
  page.round = page.rounds[round] ?? null;
  if (!page.round) return false;
  if (wasEnd) return showEnd(), true;
  go(page.at);
  main.querySelector("h2").before(el("p", { class: "known", role: "status" }, say("leftOff")));
  return true;
}

// Begin as somebody else would. If answers aren't saved, it takes a second press.
function beginAfresh() {
  if (!page.isSaved && !isWarned) return warn();
  const nothing = { rounds: [], earlier: [], name: "", file: "", isAsked: false, chosen: { many: "", which: "" } };
  Object.assign(page, nothing, { reader: randomId(), isSaved: true });
  showFirst();
}

addEventListener("pagehide", keepInTab);
document.addEventListener("visibilitychange", () => document.hidden && keepInTab());

// --- Back

// Have Back lead to this place in the page first.
function guard() {
  if (history.state !== GUARD) history.pushState(GUARD, "");
}

addEventListener("popstate", ({ state }) => {
  if (state === GUARD) return;
  if (main.classList.contains("first") && lastRound()) {
    guard();
    return showLast();
  }
  if (page.isSaved) return history.back();
  const { round, at } = page;
  const isAsked = round && !isEnd();
  if (isAsked && (round.over || at)) {
    guard();
    return round.over ? showEnd() : go(at - 1);
  }
  warn(); // the next Back leaves
});

Object.assign(platform, {
  resumes: takeUpKept,
  beginAfresh,
  moves() {
    isWarned = false;
    guard();
  },
});
