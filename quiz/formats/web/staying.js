// Staying when a page is put away. A phone drops pages that nobody looks at, and its Back is close to
// the thumb: so answers are kept in the tab until that is closed, and Back leads a question back.

const KEPT_AS = `quiz ${EDITION}`;
const GUARD = "guard";

// The reader was told that answers aren't saved, and may go.
let isWarned = false;

function warn() {
  isWarned = true;
  const form = main.querySelector(".saving");
  if (!form) return tell(say("notSaved"));
  form.querySelector(".saved").textContent = say("notSaved");
  form.scrollIntoView({ block: "center" });
}

// --- Kept in the tab

function keepInTab() {
  const done = page.rounds.filter((round) => round.over).map(handedRound);
  const { reader, name, isSaved } = page;
  const kept = { earlier: [...page.earlier, ...done], reader, name, isSaved, left: leftOff(Infinity) };
  try {
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

// Take up what this tab keeps; returns whether there is a round to go on with.
function takeUpKept() {
  const kept = keptInTab();
  if (!kept) return false;
  const { earlier, reader, name, isSaved, left } = kept;
  Object.assign(page, { earlier, reader, name });
  const goesOn = Boolean(left) && takeUp(left);
  page.isSaved = isSaved;
  if (goesOn) tell(say("leftOff"));
  return goesOn;
}

// Begin as somebody else would. If answers aren't saved, it takes a second press.
function beginAfresh() {
  if (!page.isSaved && !isWarned) return warn();
  const nothing = { rounds: [], earlier: [], name: "", chosen: { many: "", which: "" } };
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
  if (page.isSaved) return history.back();
  const { round, at } = page;
  const isAsked = round && !main.classList.contains("end");
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
