// What the page says: phrases from the data, filled in, and the sentences that are made of them.

const RIGHT = "✓";
const PARTLY = "◐";
const WRONG = "✗";
const OTHER = "·";

// A phrase with what is named; within quotation marks it gets single ones.
function say(name, named = {}) {
  return filled(WORDS[name], named);
}

function filled(text, named) {
  return text.replace(/\{(\w+)\}/g, (_, name, at) => {
    const value = String(named[name]);
    const isQuoted = "“„".includes(text[at - 1] ?? " ");
    if (!isQuoted) return value;
    const single = value.includes("„") ? { "„": "‚", "“": "‘", "”": "’" } : { "“": "‘", "”": "’" };
    return value.replace(/[„“”]/g, (mark) => single[mark] ?? mark);
  });
}

// The form of a phrase that goes with a number, which is {n}.
function sayN(number, name, named = {}) {
  const { forms, of } = WORDS[name];
  const amount = Math.abs(number);
  const whole = Number.isInteger(amount) ? amount : Math.max(2, Math.ceil(amount));
  return filled(forms[of[whole % of.length]], { n: number, ...named });
}

// --- Marks

function unsigned(marks) {
  const tenths = Math.floor(10 * Math.abs(marks) + 0.500001);
  const whole = Math.floor(tenths / 10);
  return tenths % 10 ? `${whole}${DATA.decimal}${tenths % 10}` : String(whole);
}

function signed(marks) {
  const amount = unsigned(marks);
  return amount === "0" ? amount : `${marks > 0 ? "+" : "−"}${amount}`;
}

// A number of marks in sentences: "1.2" or "minus 1.2".
function spoken(marks) {
  const amount = unsigned(marks);
  return marks < 0 && amount !== "0" ? say("minus", { n: amount }) : amount;
}

// A number of marks with the word, which goes with them as they are written.
const withWord = (marks, n) =>
  sayN(Math.floor(10 * Math.abs(marks) + 0.500001) / 10, "marks", { n });
const marksInWords = (marks) => withWord(marks, spoken(marks));
const marksShown = (marks) => withWord(marks, signed(marks));

const certaintyWord = (certainty) => WORDS.certainties[certainty - 1];
const stakes = (certainty) => `${signed(points(1, certainty))} / ${signed(points(0, certainty))}`;

// --- An answer

function sign(slot) {
  if (!slot.answer) return "";
  return slot.answer.judged.right ? RIGHT : slot.answer.judged.share ? PARTLY : WRONG;
}

// How much of a partly right answer is right; else empty.
function partly({ question, answer }) {
  if (!answer || answer.judged.right || !answer.judged.share) return "";
  const { key } = question;
  if (question.kind === "order") {
    const all = (key.length * (key.length - 1)) / 2;
    return say("pairs", { n: pairsInOrder(answer.response), all });
  }
  if (question.kind === "sort") {
    const n = key.filter((label, row) => answer.response[row] === label).length;
    return say("lines", { n, all: key.length });
  }
  const right = answer.response.filter((each) => key.includes(each)).length;
  const wrong = answer.response.length - right;
  const found = say("found", { n: right, all: key.length });
  return wrong ? sayN(wrong, "cancels", { found }) : found;
}

function verdict(slot) {
  if (!slot.answer) return say("leftOut");
  const { certainty, judged } = slot.answer;
  const word = { [RIGHT]: say("right"), [PARTLY]: say("partly"), [WRONG]: say("wrong") }[sign(slot)];
  const whole = [word, partly(slot)].filter(Boolean).join(", ");
  return `${sign(slot)} ${whole} · ${WORDS.sureness[certainty - 1]} · ${signed(judged.marks)}`;
}

// --- The end of a round, as quiz/record/ending.py says it

const LEAST = 5;
const [GOOD, VERY_GOOD] = [0.7, 0.9];

const isSure = (slot) => slot.answer?.certainty === 3;
const marksOf = (slot) => slot.answer?.judged.marks ?? 0;
const isRight = (slot) => Boolean(slot.answer?.judged.right);
const answeredOf = (slots) => slots.filter((slot) => slot.answer);
const all = (n) => (n === 2 ? say("both") : say("all", { n }));

// What to look at first sorts first.
function urgency(slot) {
  const isCostly = isSure(slot) && marksOf(slot) < 0;
  return [!isCostly, [WRONG, PARTLY, "", RIGHT].indexOf(sign(slot)), marksOf(slot)];
}

// A copy of some slots in the order of what is worked out of each.
function sorted(slots, by) {
  return [...slots].sort((one, other) => {
    const [first, second] = [by(one), by(other)];
    return first.map((each, n) => each - second[n]).find(Boolean) ?? 0;
  });
}

// What went well, the best that is true.
function wentWell(slots) {
  const answered = answeredOf(slots);
  const right = slots.filter(isRight);
  const sure = answered.filter(isSure);
  if (!answered.length) return say("looked");
  if (right.length === answered.length && right.length > 1) {
    return say(right.every(isSure) ? "allRightAndSure" : "allRight", { all: all(right.length) });
  }
  const isAlwaysRight = sure.length > 1 && sure.every(isRight);
  if (answered.length >= LEAST && right.length >= GOOD * answered.length) {
    const good = say(right.length >= VERY_GOOD * answered.length ? "veryGood" : "good");
    const went = say("went", { good, n: right.length, all: answered.length });
    return isAlwaysRight ? say("wentAndSure", { went, n: sure.length }) : `${went}.`;
  }
  if (isAlwaysRight) return say("sureEachTime", { n: sure.length });
  const skills = [...new Set(answered.map((slot) => slot.question.skill))]
    .map((skill) => [skill, answered.filter((slot) => slot.question.skill === skill)])
    .filter(([, its]) => its.length > 1 && its.every(isRight))
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? 1 : -1));
  if (skills.length) {
    const [[skill, its]] = skills;
    return say("allOfSkill", { all: all(its.length), skill: DATA.skills[skill].name });
  }
  if (right.length && answered.length > 1) {
    const { title } = sorted(slots, (slot) => [-marksOf(slot)])[0].question;
    return say(right.some(isSure) ? "rightToBeSure" : "gotOneRight", { title });
  }
  if (right.length) return say("gotItRight");
  if (answered.some((slot) => slot.answer.judged.share)) return say("onTrack");
  return say(sure.length ? "stayed" : "neverSure");
}

const isSkipped = (slot) => !slot.answer && Boolean(slot.skipped);

// What to do next, and how the question begins that it names.
function next(slots) {
  const first = sorted(slots, urgency)[0];
  if (isRight(first)) return { next: say("another"), asks: "" };
  const again = slots.filter((slot) => sign(slot) === sign(first));
  const left = again.every(isSkipped) ? "againSkipped" : "againLeftOut";
  const name = { [WRONG]: "againWrong", [PARTLY]: "againPartly" }[sign(first)] ?? left;
  const { title, begins } = first.question;
  const named = { title, key: slots.indexOf(first) + 1 };
  return { next: sayN(again.length, name, named), asks: begins ? say("asks", { text: begins }) : "" };
}

// What it cost to be sure and not right, or what it would have earned to be surer; often empty.
function ofSureness(slots) {
  const costly = slots.filter((slot) => isSure(slot) && marksOf(slot) < 0);
  if (costly.length) {
    const marks = marksInWords(-total(costly.map(marksOf)));
    return costly.length === 1
      ? say("cost", { marks })
      : sayN(costly.length - 1, "costs", { marks });
  }
  const less = answeredOf(slots).map((slot) => slot.answer.certainty).filter((each) => each !== 3);
  if (!less.length || !slots.every(isRight)) return "";
  const said = [Math.min(...less), Math.max(...less)].map((each) =>
    say("quoted", { text: certaintyWord(each) }),
  );
  const words = said[0] === said[1] ? said[0] : say("or", { some: said[0], last: said[1] });
  const marks = marksInWords(slots.length * points(1, 3));
  return sayN(less.length, "couldBeSurer", { words, marks, earned: spoken(total(slots.map(marksOf))) });
}

// Two lines to remember: of what cost most, or else of what the reader was least sure of.
function toRemember(slots) {
  const by = (slot) => [isRight(slot), marksOf(slot), slot.answer.certainty];
  const lines = sorted(answeredOf(slots), by).map((slot) => slot.question.takeAway);
  return [...new Set(lines)].filter(Boolean).slice(0, 2);
}

// The counts of a round: how many were right, partly right, skipped or left out.
function score(slots) {
  const answered = answeredOf(slots);
  if (!answered.length) return say("nothing");
  const partlyRight = answered.filter((slot) => sign(slot) === PARTLY).length;
  const skipped = slots.filter(isSkipped).length;
  const left = slots.length - answered.length - skipped;
  return [
    say("rightOf", { n: answered.filter(isRight).length, all: answered.length }),
    partlyRight && say("partlyOf", { n: partlyRight }),
    skipped && say("skippedOf", { n: skipped }),
    left && say("leftOutOf", { n: left }),
  ]
    .filter(Boolean)
    .join(" · ");
}

// The marks of the most possible, and how they compare with what guesses would have earned.
function earned(slots) {
  const answered = answeredOf(slots);
  if (!answered.length) return "";
  const words = (marks) => marksShown(marks).replace("+", "");
  const most = slots.length * points(1, 3);
  const marks = total(answered.map(marksOf));
  if (marks === most) return say("theMost", { marks: words(most) });
  const said = say("ofTheMost", { marks: words(marks), all: most });
  const guessed = total(answered.map((slot) => points(slot.answer.judged.share, 1)));
  return marks === guessed ? said : `${said} ${say("asGuesses", { n: words(guessed) })}`;
}
