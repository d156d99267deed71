// A round: its beginning, the way through it, and its end.

// Begin a round of these questions.
function begin(questions, set = "") {
  const slots = questions.map((question) => ({ question, order: arranged(question) }));
  const now = new Date();
  page.round = { id: randomId(), slots, began: now, ended: now, over: false, set };
  page.rounds.push(page.round);
  go(0);
}

// Begin a round of some of these: new ones first, and what is easy and quick to read for a newcomer.
function newRound(questions, most) {
  const answers = answersBefore();
  const openers = answers ? 0 : PICKING.openers;
  const isNewcomer = answers < PICKING.newcomer;
  begin(pick(questions, most, { seen: lastAnswers(), openers, isNewcomer }));
}

// Begin a round of the questions of a set, which is asked whole. Its questions come in one order for
// everyone, and so do their options: a class can speak of number 3, and of answer b.
function newSet({ id, ids }) {
  const questions = DATA.questions.filter((each) => ids.includes(each.id));
  alike(id, () => begin(apart(shuffle(questions)), id));
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
  noteDraft();
  page.answering = null;
}

function noteDraft() {
  if (page.answering && !slotNow().answer) slotNow().draft = page.answering.draft();
}

// A round has changed, and the file that was saved hasn't.
function touched() {
  page.round.ended = new Date();
  page.isSaved = false;
  page.file = "";
}

function skip() {
  const { slots, over } = page.round;
  const isNew = !slotNow().skipped;
  slotNow().skipped = true;
  if (over && isNew && slots.some((slot) => slot.answer)) platform.ends(page.round);
  onward();
}

// The next question; after the last, the first that is open, or the end.
function onward() {
  const { slots, over } = page.round;
  if (over) return nextMiss() ? go(nextMiss().at) : page.misses.length ? showEnd() : backToList();
  if (page.at + 1 < slots.length) return go(page.at + 1);
  const open = slots.findIndex((slot) => !slot.answer && !slot.skipped);
  if (open >= 0) return go(open);
  return finish();
}

function finish() {
  keepDraft();
  const { slots, over } = page.round;
  const isAnswered = slots.some((slot) => slot.answer);
  if (!isAnswered && !slots.some(isSkipped)) {
    page.rounds.pop();
    page.round = null;
    platform.moves();
    return showFirst();
  }
  page.round.over = true;
  if (isAnswered && !over) {
    touched();
    platform.ends(page.round);
  } else platform.moves();
  return showEnd();
}

// The round that was taken last, if it is over; its end is one step back from a new round.
const lastRound = () => page.rounds.filter((round) => round.over).at(-1);

function showLast() {
  page.round = lastRound();
  showEnd();
}

// --- Looking back at a round that is over

const isMiss = (slot) => Boolean(slot.answer) && !isRight(slot);

// Look at a question again. From one that went wrong, the way on leads to the others that did, each
// once.
function review(at) {
  const wrong = [...page.round.slots.keys()].filter((n) => isMiss(page.round.slots[n]));
  const from = wrong.indexOf(at);
  page.misses = from < 0 ? [] : [...wrong.slice(from), ...wrong.slice(0, from)];
  go(at);
}

// The miss that the way on leads to: where it is, and which of all it is; null without one.
function nextMiss() {
  const { misses, at } = page;
  const n = misses.indexOf(at) + 1;
  return n && n < misses.length ? { at: misses[n], n: n + 1, all: misses.length } : null;
}
