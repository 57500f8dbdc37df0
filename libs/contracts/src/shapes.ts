import type { z } from 'zod';
import type { Endpoint } from './endpoints/endpoint.ts';
import { accountOpeningsShapes } from './schemas/account-openings.ts';
import { administrationShapes } from './schemas/administration.ts';
import { anonymousSurveysShapes } from './schemas/anonymous-surveys.ts';
import { approvalsShapes } from './schemas/approvals.ts';
import { cardsShapes } from './schemas/cards.ts';
import { challengesShapes } from './schemas/challenges.ts';
import { checkoutsShapes } from './schemas/checkouts.ts';
import { closingShapes } from './schemas/closing.ts';
import { clubShapes } from './schemas/club.ts';
import { collectShapes } from './schemas/collect.ts';
import { communitiesShapes } from './schemas/communities.ts';
import { communityPicturesShapes } from './schemas/community-pictures.ts';
import { pollsShapes } from './schemas/polls.ts';
import { leftWritingsShapes } from './schemas/left-writings.ts';
import { postMarksShapes } from './schemas/post-marks.ts';
import { postPicturesShapes } from './schemas/post-pictures.ts';
import { conditionsShapes } from './schemas/conditions.ts';
import { consentsShapes } from './schemas/consents.ts';
import { couponBatchesShapes } from './schemas/coupon-batches.ts';
import { permissionsShapes } from './schemas/permissions.ts';
import { ecgListShapes } from './schemas/ecg-list.ts';
import { suppressionsShapes } from './schemas/suppressions.ts';
import { personalCodesShapes } from './schemas/personal-codes.ts';
import { couponRedemptionsShapes } from './schemas/coupon-redemptions.ts';
import { couponsShapes } from './schemas/coupons.ts';
import { customEventsShapes } from './schemas/custom-events.ts';
import { discountCategoriesShapes } from './schemas/discount-categories.ts';
import { earningShapes } from './schemas/earning.ts';
import { erasureShapes } from './schemas/erasure.ts';
import { eventFailuresShapes } from './schemas/event-failures.ts';
import { exchangeRatesShapes } from './schemas/exchange-rates.ts';
import { exportSchedulesShapes } from './schemas/export-schedules.ts';
import { exportsShapes } from './schemas/exports.ts';
import { gatheringsShapes } from './schemas/gatherings.ts';
import { importDecisionsShapes } from './schemas/import-decisions.ts';
import { importsShapes } from './schemas/imports.ts';
import { legalShapes } from './schemas/legal.ts';
import { liveShapes } from './schemas/live.ts';
import { mailShapes } from './schemas/mail.ts';
import { memberBulksShapes } from './schemas/member-bulks.ts';
import { memberKindsShapes } from './schemas/member-kinds.ts';
import { memberSessionsShapes } from './schemas/member-sessions.ts';
import { membersShapes } from './schemas/members.ts';
import { duplicatesShapes } from './schemas/duplicates.ts';
import { equalPhonesShapes } from './schemas/equal-phones.ts';
import { mergeRequestsShapes } from './schemas/merge-requests.ts';
import { mergesShapes } from './schemas/merges.ts';
import { moderationShapes } from './schemas/moderation.ts';
import { moderatorsShapes } from './schemas/moderators.ts';
import { notesShapes } from './schemas/notes.ts';
import { noticesShapes } from './schemas/notices.ts';
import { manualDiscountsShapes } from './schemas/manual-discounts.ts';
import { offersShapes } from './schemas/offers.ts';
import { overviewShapes } from './schemas/overview.ts';
import { pointsShapes } from './schemas/points.ts';
import { postsShapes, productTestsShapes } from './schemas/posts.ts';
import { productPricesShapes } from './schemas/product-prices.ts';
import { productSetsShapes } from './schemas/product-sets.ts';
import { budgetsShapes } from './schemas/budgets.ts';
import { rateTablesShapes } from './schemas/rate-tables.ts';
import { segmentsShapes } from './schemas/segments.ts';
import { publicationsShapes } from './schemas/publications.ts';
import { purchasesShapes } from './schemas/purchases.ts';
import { referralsShapes } from './schemas/referrals.ts';
import { partnerCodesShapes } from './schemas/partner-codes.ts';
import { rewardsShapes } from './schemas/rewards.ts';
import { savedFiltersShapes } from './schemas/saved-filters.ts';
import { memberInterestsShapes } from './schemas/member-interests.ts';
import { ownScoresShapes } from './schemas/own-scores.ts';
import { scoresShapes } from './schemas/scores.ts';
import { sessionsShapes } from './schemas/sessions.ts';
import { setupShapes } from './schemas/setup.ts';
import { staffShapes } from './schemas/staff.ts';
import { surveyAnswersShapes } from './schemas/survey-answers.ts';
import { surveyNewsShapes } from './schemas/survey-news.ts';
import { surveyLinksShapes } from './schemas/survey-links.ts';
import { surveysShapes } from './schemas/surveys.ts';
import { takenSurveysShapes } from './schemas/taken-surveys.ts';
import { tasksShapes } from './schemas/tasks.ts';
import { tiersShapes } from './schemas/tiers.ts';

/** Request and reply of an endpoint. */
export interface Shape {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly reply?: z.ZodType;
  /** The reply with status 202 if a second person has to approve first. */
  readonly waits?: z.ZodType;
  /**
   * Sent as `multipart/form-data`: a part `settings` with JSON of this shape, then a part `file`. The handler
   * reads both.
   */
  readonly form?: z.ZodType;
}

// The compiler writes each of these types down, and refuses one that is too long.
const shapesOfCommunities = {
  ...collectShapes,
  ...communitiesShapes,
  ...communityPicturesShapes,
  ...pollsShapes,
  ...postMarksShapes,
  ...postPicturesShapes,
  ...gatheringsShapes,
  ...noticesShapes,
  ...postsShapes,
  ...productTestsShapes,
} satisfies Record<string, Shape>;
const shapesOfFiles = {
  ...exportSchedulesShapes,
  ...exportsShapes,
  ...importDecisionsShapes,
  ...importsShapes,
} satisfies Record<string, Shape>;
const otherShapes = {
  ...accountOpeningsShapes,
  ...administrationShapes,
  ...approvalsShapes,
  ...cardsShapes,
  ...challengesShapes,
  ...checkoutsShapes,
  ...closingShapes,
  ...clubShapes,
  ...leftWritingsShapes,
  ...conditionsShapes,
  ...consentsShapes,
  ...couponBatchesShapes,
  ...couponRedemptionsShapes,
  ...permissionsShapes,
  ...suppressionsShapes,
  ...ecgListShapes,
  ...personalCodesShapes,
  ...couponsShapes,
  ...customEventsShapes,
  ...discountCategoriesShapes,
  ...earningShapes,
  ...erasureShapes,
  ...eventFailuresShapes,
  ...exchangeRatesShapes,
  ...legalShapes,
  ...liveShapes,
  ...mailShapes,
  ...memberBulksShapes,
  ...memberKindsShapes,
  ...memberSessionsShapes,
  ...membersShapes,
  ...duplicatesShapes,
  ...equalPhonesShapes,
  ...mergeRequestsShapes,
  ...mergesShapes,
  ...moderationShapes,
  ...moderatorsShapes,
  ...notesShapes,
  ...manualDiscountsShapes,
  ...offersShapes,
  ...overviewShapes,
  ...pointsShapes,
  ...productPricesShapes,
  ...productSetsShapes,
  ...budgetsShapes,
  ...rateTablesShapes,
  ...segmentsShapes,
  ...publicationsShapes,
  ...purchasesShapes,
  ...referralsShapes,
  ...partnerCodesShapes,
  ...rewardsShapes,
  ...savedFiltersShapes,
  ...memberInterestsShapes,
  ...ownScoresShapes,
  ...scoresShapes,
  ...sessionsShapes,
  ...setupShapes,
  ...staffShapes,
  ...anonymousSurveysShapes,
  ...surveyAnswersShapes,
  ...surveyNewsShapes,
  ...surveyLinksShapes,
  ...surveysShapes,
  ...takenSurveysShapes,
  ...tasksShapes,
  ...tiersShapes,
} satisfies Record<string, Shape>;
type Shapes = typeof otherShapes & typeof shapesOfCommunities & typeof shapesOfFiles;
const shapes: Shapes = { ...otherShapes, ...shapesOfCommunities, ...shapesOfFiles };
export type EndpointName = keyof Shapes;

/** An endpoint with its schemas: the server binds a handler to it, and the OpenAPI document describes it. */
export type Operation = Endpoint & Shape;
export const operationOf = <Name extends EndpointName>(
  endpoint: Endpoint<Name>,
): Endpoint<Name> & Shapes[Name] => ({
  ...endpoint,
  ...shapes[endpoint.name],
});

type ShapeOf<E> = E extends Endpoint<infer Name extends EndpointName> ? Shapes[Name] : never;
type Part<E, P extends keyof Shape> =
  ShapeOf<E> extends { readonly [Key in P]: infer Schema extends z.ZodType } ? Schema : z.ZodUndefined;

/** Types of an endpoint's parts: `Sent` as a client writes them, the others as a handler reads them. */
export type ParamsOf<E> = z.output<Part<E, 'params'>>;
export type QueryOf<E> = z.output<Part<E, 'query'>>;
export type BodyOf<E> = z.output<Part<E, 'body'>>;
export type ReplyOf<E> =
  | z.output<Part<E, 'reply'>>
  | (ShapeOf<E> extends { readonly waits: infer Waits extends z.ZodType } ? z.output<Waits> : never);
export type SentQueryOf<E> = z.input<Part<E, 'query'>>;
export type SentBodyOf<E> = z.input<Part<E, 'body'>>;
