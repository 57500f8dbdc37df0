import type { Survey, Texts } from '@regulars/contracts';
import { checkDefinition } from '@regulars/loyalty';
import { AudienceDraft } from '#lib/facts/shared/audience/audience-draft.svelte.ts';
import type { AudienceCount } from '#lib/facts/shared/audience/audience-count.ts';
import { faultyRows } from '#lib/facts/shared/conditions/tree.ts';
import { m } from '#lib/paraglide/messages.js';
import { faultWords } from '../question-words.ts';
import { filled, orNull } from './filled.ts';
import { DistributionDraft } from './distribution-draft.svelte.ts';
import type { Kind, QuestionDraft } from './draft-types.ts';
import { draftOf, freeKey, newQuestion, questionOf } from './question-draft.ts';
import { lookOf } from './question-looks.ts';

interface PageDraft {
  title: Texts;
  text: Texts;
}

const pageOf = (page: Survey['definition']['welcome']): PageDraft => ({
  title: page?.title ?? {},
  text: page?.text ?? {},
});
const sentPage = ({ title, text }: PageDraft): Survey['definition']['welcome'] => {
  const said = orNull(title);
  return said && { title: said, text: orNull(text) };
};

/** What is wrong, by pointer. */
type Missing = readonly (readonly [pointer: string, text: string])[];

const needed = (pointer: string, texts: Texts): Missing =>
  orNull(texts) === null ? [[pointer, m.common_field_required()]] : [];
const wrongKey = (pointer: string, key: string): Missing =>
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(key.trim()) ? [] : [[pointer, m.surveysconsole_key_wrong()]];

/** A text without a title would be lost. */
const untitled = (pointer: string, { title, text }: PageDraft): Missing =>
  orNull(text) === null ? [] : needed(pointer, title);

/** What keeps a question from being saved. */
const missingIn = (question: QuestionDraft, at: string): Missing => [
  ...needed(`${at}/title`, question.title),
  ...wrongKey(`${at}/key`, question.key),
  ...(lookOf(question).hasOptions
    ? question.options.flatMap(({ key, text }, place) => [
        ...needed(`${at}/options/${place}/text`, text),
        ...wrongKey(`${at}/options/${place}/key`, key),
      ])
    : []),
  ...Object.entries(questionOf(question)).flatMap(([field, value]: [string, unknown]) =>
    Number.isNaN(value) ? [[`${at}/${field}`, m.common_field_wrong()] as const] : [],
  ),
];

/** A survey as typed. */
export class SurveyDraft {
  name: Texts = $state({});
  questions: QuestionDraft[] = $state([]);
  welcome: PageDraft = $state({ title: {}, text: {} });
  thanks: PageDraft = $state({ title: {}, text: {} });
  thanksPoints = $state('');
  callBackUpTo = $state('');
  /** Empty for none. */
  thanksCoupon = $state('');
  /** Its uid. */
  chosen = $state(0);
  /** For screen readers: where a question went. */
  said = $state('');
  readonly audience: AudienceDraft;
  readonly distribution: DistributionDraft;
  readonly currency: string;

  constructor(survey: Survey, currency: string, count: AudienceCount | null | undefined) {
    this.currency = currency;
    this.name = survey.name;
    this.questions = survey.definition.questions.map((question) => draftOf(question, currency));
    this.welcome = pageOf(survey.definition.welcome);
    this.thanks = pageOf(survey.definition.thanks);
    this.thanksPoints = String(survey.definition.thanksPoints ?? '');
    this.callBackUpTo = String(survey.callBackUpTo ?? '');
    this.thanksCoupon = survey.thanksCouponId ?? '';
    this.chosen = this.questions[0]?.uid ?? 0;
    this.distribution = new DistributionDraft(survey.distribution);
    this.distribution.anonymous = survey.anonymous;
    this.audience = new AudienceDraft(survey.audience, currency, count);
  }

  get anonymous(): boolean {
    return this.distribution.anonymous;
  }

  set anonymous(anonymous: boolean) {
    this.distribution.anonymous = anonymous;
  }

  readonly definition = $derived.by((): Survey['definition'] => ({
    welcome: sentPage(this.welcome),
    questions: this.questions.map((question) => questionOf(question)),
    thanks: sentPage(this.thanks),
    thanksPoints: this.anonymous || this.thanksPoints.trim() === '' ? null : Number(this.thanksPoints),
  }));

  /** The part of a survey that is edited here. */
  readonly sent = $derived.by((): string =>
    JSON.stringify({
      name: filled(this.name),
      definition: this.definition,
      callBackUpTo: this.anonymous || this.callBackUpTo === '' ? null : Number(this.callBackUpTo),
      anonymous: this.anonymous,
      thanksCouponId: this.thanksCoupon === '' ? null : this.thanksCoupon,
      distribution: this.distribution.sent,
      audience: this.audience.sent === '' ? null : JSON.parse(this.audience.sent),
    }),
  );

  /** What keeps it from being published, by pointer within the definition. */
  readonly unpublishable = $derived.by((): Missing =>
    checkDefinition(this.definition).map((fault) => [fault.pointer, faultWords(fault)]),
  );

  /** What keeps it from being saved. */
  readonly unsaved = $derived.by((): Missing => {
    const { thanksPoints } = this;
    const isPossible =
      this.anonymous || thanksPoints.trim() === '' || /^[1-9]\d{0,4}$/u.test(thanksPoints.trim());
    return [
      ...needed('/name', this.name),
      ...untitled('/welcome', this.welcome),
      ...untitled('/thanks', this.thanks),
      ...this.questions.flatMap((question, index) => missingIn(question, `/questions/${index}`)),
      ...this.distribution.unsaved,
      ...(isPossible ? [] : [['/thanksPoints', m.common_field_wrong()] as const]),
    ];
  });

  /** Rows of conditions that are not complete, as `row-<key>`. */
  readonly rows = $derived.by((): readonly string[] => [
    ...this.audience.faults,
    ...this.questions.flatMap(({ next }) =>
      next.flatMap(({ tree }) => (tree ? faultyRows(tree, 'answers').map((key) => `row-${key}`) : [])),
    ),
  ]);

  get current(): { question: QuestionDraft; index: number } | null {
    const index = this.questions.findIndex(({ uid }) => uid === this.chosen);
    const question = this.questions[index];
    return question ? { question, index } : null;
  }

  add(kind: Kind): void {
    const key = freeKey(
      'question',
      this.questions.map((question) => question.key),
    );
    const question = newQuestion(kind, key);
    this.questions.push(question);
    this.chosen = question.uid;
  }

  remove(uid: number): void {
    const index = this.questions.findIndex((question) => question.uid === uid);
    this.questions.splice(index, 1);
    this.chosen = this.questions[Math.min(index, this.questions.length - 1)]?.uid ?? 0;
  }

  /** To a place; false if it is there. */
  move(uid: number, to: number): boolean {
    const from = this.questions.findIndex((question) => question.uid === uid);
    const [question] = this.questions.slice(from, from + 1);
    if (!question || to === from || to < 0 || to >= this.questions.length) return false;
    this.questions.splice(from, 1);
    this.questions.splice(to, 0, question);
    this.said = m.surveysconsole_moved({ place: String(to + 1), of: String(this.questions.length) });
    return true;
  }
}
