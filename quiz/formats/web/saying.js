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
  // The second half stands for all that follows: 101 may go another way than 1.
  const half = of.length / 2;
  const at = whole < half ? whole : half + (whole % half);
  return filled(forms[of[at]], { n: number, ...named });
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

// In a word whether an answer was right, and the rest of the line: how far, how sure, and the marks.
function verdictParts(slot) {
  const { certainty, judged } = slot.answer;
  const word = { [RIGHT]: say("right"), [PARTLY]: say("partly"), [WRONG]: say("wrong") }[sign(slot)];
  const part = partly(slot) ? `, ${partly(slot)}` : "";
  const rest = `${part} · ${WORDS.sureness[certainty - 1]} · ${signed(judged.marks)}`;
  return [`${sign(slot)} ${word}`, rest];
}

const verdict = (slot) => (slot.answer ? verdictParts(slot).join("") : say("leftOut"));
