// What the reader answered before, in this page or in the file that they carry on from.

// The latest answer to each question, by its id: whether it was right, and how sure they were. They
// are in the order in which they were given.
function lastAnswers() {
  const earlier = page.earlier.flatMap((round) => round.questions);
  const here = page.rounds.flatMap((round) => round.slots.filter((slot) => slot.answer));
  const last = new Map();
  const note = (id, isRight, certainty) => {
    last.delete(id);
    last.set(id, { isRight, certainty });
  };
  for (const { id, share, certainty } of earlier) if (certainty) note(id, share === 1, certainty);
  for (const { question, answer } of here) note(question.id, answer.judged.right, answer.certainty);
  return last;
}

// How many answers were given.
function answersBefore() {
  const earlier = page.earlier.flatMap((round) => round.questions.filter((each) => each.certainty));
  return earlier.length + page.rounds.flatMap((round) => answeredOf(round.slots)).length;
}

// The questions whose latest answer was wrong: the surest answers first, then the latest, as
// quiz/record/review.py has them.
function missed() {
  const last = [...lastAnswers()].reverse();
  const wrong = last.filter(([, each]) => !each.isRight);
  const ids = wrong.sort(([, one], [, other]) => other.certainty - one.certainty).map(([id]) => id);
  return ids.map((id) => DATA.questions.find((each) => each.id === id)).filter(Boolean);
}

// The questions that the reader hasn't answered yet.
function unseen() {
  const last = lastAnswers();
  return DATA.questions.filter(({ id }) => !last.has(id));
}

// How many they are, in words; empty if there are none, or nothing else.
function newInWords() {
  const [n, all] = [unseen().length, DATA.questions.length];
  return n && n < all ? sayN(n, "areNew", { all }) : "";
}
