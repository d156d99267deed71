// The end of a round in words, as quiz/record/ending.py says it.

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

// How it went in a line: that it was a good round if it was, or else how many were right.
function headline(slots) {
  const answered = answeredOf(slots).length;
  const right = slots.filter(isRight).length;
  const isGood = right === answered || (answered >= LEAST && right >= GOOD * answered);
  return isGood ? wentWell(slots) : counts(slots)[0];
}

const isSkipped = (slot) => !slot.answer && Boolean(slot.skipped);

// The key that leads to a question; empty where there is no keyboard.
const keyOf = (slots, slot) => (isTouch() ? "" : slots.indexOf(slot) + 1);

// What to do next, and how the question begins that it names.
function next(slots) {
  const first = sorted(slots, urgency)[0];
  // Without its key where there is no keyboard.
  if (isRight(first)) return { next: say("another").replace(isTouch() ? " (n)" : "", ""), asks: "" };
  const again = slots.filter((slot) => sign(slot) === sign(first));
  const left = again.every(isSkipped) ? "againSkipped" : "againLeftOut";
  const name = { [WRONG]: "againWrong", [PARTLY]: "againPartly" }[sign(first)] ?? left;
  const { title, begins } = first.question;
  const named = { title, key: keyOf(slots, first) };
  return { next: sayN(again.length, name, named).replace(" ()", ""), asks: begins ? say("asks", { text: begins }) : "" };
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
function counts(slots) {
  const answered = answeredOf(slots);
  if (!answered.length) return [say("nothing")];
  const partlyRight = answered.filter((slot) => sign(slot) === PARTLY).length;
  const skipped = slots.filter(isSkipped).length;
  const left = slots.length - answered.length - skipped;
  return [
    say("rightOf", { n: answered.filter(isRight).length, all: answered.length }),
    partlyRight && say("partlyOf", { n: partlyRight }),
    skipped && say("skippedOf", { n: skipped }),
    left && say("leftOutOf", { n: left }),
  ].filter(Boolean);
}

const score = (slots) => counts(slots).join(" · ");

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
