// Judging and shuffling, as quiz/play and quiz/bank/kinds do it.
//
// A response is an array of numbers, which count from 0 in the order of the bank, or what was typed.

// How much of a response is right, from 0 to 1.
function share(question, response) {
  const { key } = question;
  switch (question.kind) {
    case "choice":
    case "multi":
    case "spot": {
      const right = response.filter((each) => key.includes(each)).length;
      return Math.max(0, right - (response.length - right)) / key.length;
    }
    case "sort":
      return key.filter((label, row) => response[row] === label).length / key.length;
    case "order":
      return pairsInOrder(response) / ((key.length * (key.length - 1)) / 2);
    case "short":
      return match(question.judging, response) ? 1 : 0;
  }
}

function pairsInOrder(response) {
  let sum = 0;
  response.forEach((each, at) => response.slice(at + 1).forEach((later) => (sum += each < later)));
  return sum;
}

// The marks that a share earns: a straight line from those for wrong to those for right.
function points(of, certainty) {
  const [right, wrong] = DATA.marks[certainty];
  return wrong + of * (right - wrong);
}

function judge(question, response, certainty) {
  const of = share(question, response);
  const leans = (way) =>
    question.kind !== "short" && question.kind !== "sort" ? response.filter((each) => question.entries[each].leans === way).length : 0;
  return {
    right: of === 1,
    share: of,
    marks: points(of, certainty),
    trust: leans("trust"),
    doubt: leans("doubt"),
  };
}

// The sum of some marks, without the dust of adding fractions.
const total = (marks) => Math.round(marks.reduce((sum, each) => sum + each, 0) * 1e6) / 1e6 + 0;

// How many a question says are to be picked, if that isn't how many are.
const miscounted = (question, response) =>
  question.pick && response.length && response.length !== question.pick;

// --- Shuffling

// Where numbers from 0 to 1 come from.
let chance = () => Math.random();

const below = (most) => Math.floor(chance() * most);

// Do something in which whatever is shuffled comes out alike in every browser, for the same seed.
function alike(seed, act) {
  const [before, encoder] = [chance, new TextEncoder()];
  let n = 0;
  chance = () => parseInt(sha256(encoder.encode(`${seed} ${(n += 1)}`)).slice(0, 8), 16) / 2 ** 32;
  act();
  chance = before;
}

function shuffle(things) {
  for (let at = things.length - 1; at > 0; at -= 1) {
    const other = below(at + 1);
    [things[at], things[other]] = [things[other], things[at]];
  }
  return things;
}

// The order in which options, rows, steps or parts are shown.
function arranged(question) {
  const numbers = [...question.entries.keys()];
  if (question.kind === "short") return [];
  if (question.fixed) return numbers;
  const order = shuffle([...numbers]);
  const isRight = question.kind === "order" && order.every((each, at) => each === at);
  return isRight ? arranged(question) : order;
}
