// Picking the questions of a round, as quiz/play/pick.py does.

const PICKING = DATA.picking;
const SCRAPS = ["page", "notes"];

// Those with more words to read than most of them.
function longerHalf(questions) {
  const words = questions.map((each) => each.words).sort((one, other) => one - other);
  const middle = words[Math.floor((words.length - 1) / 2)];
  return questions.filter((each) => each.words > middle);
}

// The questions of each skill in a random order, and so are the skills.
function shuffledBySkill(questions) {
  const bySkill = new Map();
  for (const each of questions) bySkill.set(each.skill, [...(bySkill.get(each.skill) ?? []), each]);
  const skills = shuffle([...bySkill.keys()].sort());
  return new Map(skills.map((skill) => [skill, shuffle(bySkill.get(skill))]));
}

// The first of those for which some values are least, of which the earlier ones count first.
function least(things, values) {
  let best = null;
  for (const thing of things) {
    const its = values(thing).map(Number);
    const differs = best && its.findIndex((each, n) => each !== best.its[n]);
    if (!best || its[differs] < best.its[differs]) best = { thing, its };
  }
  return best.thing;
}

// What was picked so far, counted, for a round of so many questions.
function tally(most, isNewcomer) {
  const [skills, sources] = [new Map(), new Map()];
  const [moves, events] = [new Set([0]), new Set([0])];
  const scraps = Math.ceil((most * PICKING.scraps) / PICKING.round);
  let pages = 0;
  const count = (counts, thing) => counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return {
    onSkill: (skill) => skills.get(skill) ?? 0,
    repeats: ({ move, event }) => (move && moves.has(move)) + (event && events.has(event)),
    // Whether anything else comes before a question, on whatever skill.
    waits({ exhibits, shows }) {
      const isHard = exhibits.includes("notes") || (exhibits.includes("page") && pages >= scraps);
      return (isNewcomer && isHard) || shows.some((each) => (sources.get(each) ?? 0) >= PICKING.shown);
    },
    add({ skill, move, event, shows, exhibits }) {
      count(skills, skill);
      moves.add(move);
      events.add(event);
      shows.forEach((each) => count(sources, each));
      pages += exhibits.includes("page");
    },
  };
}

// Up to so many questions at random, balanced over the skills. `seen` has the ids of those that were
// answered before, which come last; `openers` is how many easy ones come first.
function pick(questions, most, { seen = new Set(), openers = 0, isNewcomer = false } = {}) {
  const bySkill = shuffledBySkill(questions);
  const long = new Set(isNewcomer ? [...bySkill.values()].flatMap(longerHalf) : []);
  const [picked, so] = [[], tally(most, isNewcomer)];
  const take = (question) => {
    picked.push(question);
    so.add(question);
    const its = bySkill.get(question.skill);
    its.splice(its.indexOf(question), 1);
  };
  const bestOf = (skill) =>
    least(bySkill.get(skill), (each) => [so.waits(each), seen.has(each.id), long.has(each), so.repeats(each)]);

  while (picked.length < Math.min(openers, most)) {
    const easy = [...bySkill.values()].flat().filter((each) => each.opener);
    if (!easy.length) break;
    take(least(easy, (each) => [so.waits(each), so.onSkill(each.skill), so.repeats(each)]));
  }
  const first = picked.length;
  while (picked.length < Math.min(most, questions.length)) {
    // The skill that was asked least so far first, unless all on it has to wait.
    const open = [...bySkill.keys()].filter((skill) => bySkill.get(skill).length);
    const skills = open.sort((one, other) => so.onSkill(one) - so.onSkill(other));
    take(bestOf(skills.find((skill) => !so.waits(bestOf(skill))) ?? skills[0]));
  }
  const begins = apart(picked.slice(0, first));
  const others = shuffle(picked.slice(first));
  if (!first && others.length) {
    // Without easy ones, begin with a quick one.
    begins.push(least(others, ({ exhibits, kind, words }) => {
      return [exhibits.some((each) => SCRAPS.includes(each)), kind !== "choice", words];
    }));
    others.splice(others.indexOf(begins[0]), 1);
  }
  return [...begins, ...apart(others, begins.slice(-1))];
}
