// A round: its beginning, the way through it, and its end.

const OPENERS = 3;

// Begin a round with some of these questions; a set is asked whole.
function newRound(questions, most, set = "") {
  const asked = page.rounds.flatMap((round) => round.slots.map((slot) => slot.question.id));
  const before = page.earlier.flatMap((round) => round.questions.map((each) => each.id));
  const openers = asked.length || before.length ? 0 : OPENERS;
  const picked = pick(questions, most, new Set([...asked, ...before]), openers);
  const slots = picked.map((question) => ({ question, order: arranged(question) }));
  const now = new Date();
  page.round = { id: randomId(), slots, began: now, ended: now, over: false, set };
  page.rounds.push(page.round);
  go(0);
}

const slotNow = () => page.round.slots[page.at];

function go(at) {
  keepDraft();
  page.at = at;
  platform.moves();
  if (slotNow().answer) showAnswer();
  else showQuestion();
}

// Keep what is picked or typed for when the reader comes back.
function keepDraft() {
  if (page.answering && !slotNow().answer) slotNow().draft = page.answering.draft();
  page.answering = null;
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
    page.round = null;
    platform.moves();
    return showFirst();
  }
  if (!page.round.over) {
    page.round.over = true;
    touched();
    platform.ends(page.round);
  }
  return showEnd();
}
