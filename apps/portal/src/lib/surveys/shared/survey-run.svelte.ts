import type { ShownQuestion, SurveyAnswer, SurveyDefinition } from '@regulars/contracts';
import { pathOf, piped, viewOfQuestion, wholeAnswers, type Answers, type Piped } from '@regulars/loyalty';
import { m } from '#lib/paraglide/messages.js';
import { newUuid } from './new-uuid.ts';
import { readAnswer } from './read-answer.ts';
import { isPossible, knownAfter, noAnswers, withAnswer } from './run-answers.ts';
import { visibleText } from './visible-text.ts';
import { wrongAnswer } from './wrong-answer.ts';

/** What is asked. */
interface AskedSurvey {
  readonly id: string;
  readonly version: number;
  readonly definition: SurveyDefinition;
}

/** Answers as they are sent. */
interface RunAnswers {
  readonly id: string;
  readonly version: number;
  readonly answers: Record<string, SurveyAnswer | null>;
}

/** What is wrong with the answer, in the words of the reader. */
interface Wrong {
  readonly value?: string;
  readonly other?: string;
  readonly typed: Record<string, string>;
}

/** One customer in a survey that runs in this browser. Nothing is stored before it ends. */
export class SurveyRun {
  readonly asked: AskedSurvey;
  /** Of the answers, and for the order of options. */
  readonly id = newUuid();
  readonly #facts: Piped['facts'];
  #answers = $state.raw<Answers>(noAnswers);
  /** A question to go back to. */
  #wanted = $state<string | null>(null);
  begun = $state(false);
  wrong = $state.raw<Wrong | null>(null);

  /** @param facts about who answers and where, as far as they are known */
  constructor(asked: AskedSurvey, facts: Partial<Piped['facts']> = {}) {
    this.asked = asked;
    this.#facts = { 'first-name': '', tier: '', location: '', ...facts };
    this.begun = asked.definition.welcome === null;
  }

  readonly #path = $derived.by(() => pathOf(this.asked.definition, this.#answers));
  readonly #place = $derived.by(() => {
    const place = this.#path.done.findIndex(({ key }) => key === this.#wanted);
    return place === -1 ? this.#path.done.length : place;
  });

  /** Null once all are answered. */
  readonly question = $derived.by((): ShownQuestion | null => {
    const question = this.#path.done[this.#place] ?? this.#path.next;
    if (!question) return null;
    const answer = this.#answers.get(question.key) ?? null;
    const before = this.#path.done[this.#place - 1]?.key ?? null;
    const showing = { known: this.#known(), seed: this.id, answer, before };
    return viewOfQuestion(this.asked.definition, question, showing) as ShownQuestion;
  });

  /** Questions that were answered, and all that may come, at most. */
  readonly progress = $derived.by(() => {
    const { questions } = this.asked.definition;
    const index = questions.findIndex(({ key }) => key === this.question?.key);
    const left = index === -1 ? 0 : questions.length - index;
    return { done: this.#place, of: this.#place + left };
  });

  readonly welcome = $derived.by(() => this.#page(this.asked.definition.welcome));
  readonly thanks = $derived.by(() => this.#page(this.asked.definition.thanks));

  /** Takes what was typed. False if it is not a possible answer. */
  answer(typed: Record<string, string>): boolean {
    const { question } = this;
    if (!question) return true;
    const { answer, lacksWords } = readAnswer(question, visibleFields(typed));
    if (lacksWords) this.wrong = { other: m.asking_wrong_words(), typed };
    else if (!isPossible(this.asked.definition, question.key, answer))
      this.wrong = { value: wrongAnswer(question, answer), typed };
    else return this.#take(question.key, answer);
    return false;
  }

  skip(): boolean {
    const { question } = this;
    return question === null || this.#take(question.key, null);
  }

  back(): void {
    const { done } = this.#path;
    this.wrong = null;
    this.#wanted = this.question ? this.question.before : (done[done.length - 1]?.key ?? null);
  }

  /** Whether nothing can follow. */
  get isOver(): boolean {
    return this.#path.next === null && this.#wanted === null;
  }

  /** All answers on the way. */
  get answers(): RunAnswers {
    const { id, asked } = this;
    const { answers } = wholeAnswers(asked.definition, this.#answers);
    return { id, version: asked.version, answers: Object.fromEntries(answers) as RunAnswers['answers'] };
  }

  #take(key: string, answer: SurveyAnswer | null): true {
    this.#answers = withAnswer(this.#answers, key, answer);
    this.#wanted = null;
    this.wrong = null;
    return true;
  }

  #known(): Piped {
    return knownAfter(this.#path.done, this.#answers, this.#facts);
  }

  #page(page: SurveyDefinition['welcome']): SurveyDefinition['welcome'] {
    const known = this.#known();
    return page && { title: piped(page.title, known), text: page.text && piped(page.text, known) };
  }
}

const visibleFields = (typed: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, visibleText(text)]));
