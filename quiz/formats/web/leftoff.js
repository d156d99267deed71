// Where the reader left off, as a line for a platform to keep: a round that isn't over.

// The most characters that SCORM 1.2 has a platform keep.
const MOST_KEPT = 4096;
// A character for each number of an option, a row, a step or a part.
const CODE = "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0";

const coded = (numbers) => numbers.map((n) => CODE[n]).join("");
const decoded = (text) => [...text].map((each) => CODE.indexOf(each));

// The round that isn't over, without the orders of what isn't answered if it is long; empty if there
// is none, null if it is too long.
function leftOff() {
  const { round } = page;
  if (!round || round.over) return "";
  const line = (isWhole) => {
    const slots = round.slots.map(({ question, order, answer, skipped }) => {
      const made = [question.number, answer || isWhole ? coded(order) : ""];
      if (!answer) return [...made, ...(skipped ? ["x"] : [])].join(",");
      const { response, certainty } = answer;
      const said = question.kind === "short" ? encodeURIComponent(response) : coded(response);
      return [...made, certainty, said].join(",");
    });
    const head = [EDITION, page.reader, round.id, round.began.getTime(), round.set, page.at];
    return [...head, slots.join(";")].join("|");
  };
  return [line(true), line(false)].find((each) => each.length <= MOST_KEPT) ?? null;
}

// Whether these are all the numbers up to so many, in any order.
const areAll = (numbers, many) =>
  numbers.length === many && [...numbers].sort((a, b) => a - b).every((each, n) => each === n);

// A slot as it was; throws for what can't have been one.
function slotOf(text) {
  const [number, order, certainty, said] = text.split(",");
  const question = DATA.questions[number];
  const slot = { question, order: order ? decoded(order) : arranged(question) };
  const many = question.entries.length;
  if (!areAll(slot.order, many)) throw new Error(text);
  if (certainty === "x") slot.skipped = true;
  else if (certainty) {
    const response = question.kind === "short" ? decodeURIComponent(said) : decoded(said);
    const most = question.kind === "sort" ? question.labels.length : many;
    const isOne = question.kind === "short" || response.every((n) => n >= 0 && n < most);
    if (!said || !isOne || !DATA.marks[certainty]) throw new Error(text);
    slot.answer = { response, certainty: Number(certainty) };
    slot.answer.judged = judge(question, response, slot.answer.certainty);
  }
  return slot;
}

// Take up the round that was left; returns whether it can go on.
function takeUp(text) {
  try {
    const [of, reader, id, began, set, at, slots] = text.split("|");
    if (of !== EDITION) throw new Error(of);
    const made = { id, slots: slots.split(";").map(slotOf), began: new Date(Number(began)) };
    page.round = { ...made, ended: new Date(), over: false, set };
    if (!page.round.slots[at] || Number.isNaN(made.began.getTime())) throw new Error(at);
    page.reader = reader;
    page.rounds.push(page.round);
    go(Number(at));
    return true;
  } catch {
    page.round = null;
    return false;
  }
}
