// Judging and picking, as quiz/play and quiz/bank/kinds do it.
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
    question.kind !== "short" && question.kind !== "sort" ? response.filter((each) => question.shown[each].leans === way).length : 0;
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

// --- Picking

function below(most) {
  return Math.floor(Math.random() * most);
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
  const numbers = [...question.shown.keys()];
  if (question.kind === "short") return [];
  if (question.fixed) return numbers;
  const order = shuffle([...numbers]);
  const isRight = question.kind === "order" && order.every((each, at) => each === at);
  return isRight ? arranged(question) : order;
}

// Up to so many questions at random, balanced over the skills: those that repeat a move or an
// event come late, those that were seen last, and some easy ones first. Where it can be helped, no
// two that follow each other are about the same source.
function pick(questions, most, seen, openers) {
  const bySkill = new Map();
  for (const each of shuffle([...questions])) {
    bySkill.set(each.skill, [...(bySkill.get(each.skill) ?? []), each]);
  }
  const [picked, moves, events, counts] = [[], new Set(), new Set(), new Map()];
  const asked = (skill) => counts.get(skill) ?? 0;
  const repeats = (each) => moves.has(each.move) + events.has(each.event);
  const take = (each) => {
    picked.push(each);
    bySkill.set(each.skill, bySkill.get(each.skill).filter((other) => other !== each));
    counts.set(each.skill, asked(each.skill) + 1);
    if (each.move) moves.add(each.move);
    if (each.event) events.add(each.event);
  };
  const least = (things, ...by) => {
    const before = (one, other) => by.map((of) => of(one) - of(other)).find(Boolean) ?? 0;
    return things.reduce((best, each) => (before(each, best) < 0 ? each : best));
  };
  while (picked.length < Math.min(openers, most)) {
    const easy = [...bySkill.values()].flat().filter((each) => each.opener);
    if (!easy.length) break;
    take(least(easy, (each) => asked(each.skill), repeats));
  }
  const first = picked.length;
  while (picked.length < most) {
    const skills = [...bySkill.keys()].filter((skill) => bySkill.get(skill).length);
    if (!skills.length) break;
    take(least(bySkill.get(least(skills, asked)), (each) => seen.has(each.id), repeats));
  }
  const begins = apart(picked.slice(0, first));
  return [...begins, ...apart(shuffle(picked.slice(first)), begins.slice(-1))];
}

// These questions, after another if there is one, in an order in which fewer neighbours are about
// the same source, as quiz/play/apart.py has it: stretches are turned round while that helps.
function apart(questions, after = []) {
  const order = [...after, ...questions];
  const first = after.length;
  const meets = (one, other) =>
    other < order.length && order[one].about.some((each) => order[other].about.includes(each));
  const gains = ([start, end]) => {
    const now = (start > 0 && meets(start - 1, start)) + meets(end, end + 1);
    const then =
      (start > 0 && meets(start - 1, end)) + (end + 1 < order.length && meets(start, end + 1));
    return now - then;
  };
  const meeting = () => [...order.keys()].filter((at) => meets(at, at + 1));
  for (let pairs = meeting(); pairs.length; ) {
    const at = pairs.pop();
    const stretches = [];
    for (let end = at + 1; end < order.length; end += 1) stretches.push([at + 1, end]);
    for (let start = first; start <= at; start += 1) stretches.push([start, at]);
    const best = stretches.reduce((one, other) => (gains(other) > gains(one) ? other : one));
    if (gains(best) > 0) {
      const [start, end] = best;
      order.splice(start, end + 1 - start, ...order.slice(start, end + 1).reverse());
      pairs = meeting();
    }
  }
  return order.slice(first);
}
