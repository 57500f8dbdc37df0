/**
 * Everything that crosses HTTP: endpoints (`endpoints/`, loadable in a browser), their schemas (`schemas/`,
 * zod), joined by name in `shapes.ts`, and event data (`events/`).
 */
export * from './endpoints/index.ts';
export * from './shapes.ts';
export * from './schemas/account-openings.ts';
export * from './schemas/addresses.ts';
export * from './schemas/administration.ts';
export * from './schemas/approvals.ts';
export * from './schemas/cards.ts';
export {
  challenge,
  challengesShapes,
  type Challenge,
  type CountedChallenge,
  type OwnBadge,
  type OwnChallenge,
} from './schemas/challenges.ts';
export {
  checkoutsShapes,
  type Checkout,
  type CouponRefusal,
  type CouponValidity,
  type DiscountExample,
  type Qualification,
} from './schemas/checkouts.ts';
export * from './schemas/closing.ts';
export * from './schemas/club.ts';
export {
  collectedKinds,
  collectShapes,
  type CollectedEvent,
  type CollectedKind,
  type CollectSite,
  type CollectSiteWithDays,
} from './schemas/collect.ts';
export {
  communitiesShapes,
  type Community,
  type CommunityMember,
  type CommunityPhoto,
  type ModeratedMember,
  type Nickname,
  type OwnCommunity,
} from './schemas/communities.ts';
export { communityPicturesShapes } from './schemas/community-pictures.ts';
export { pollsShapes, type Poll, type SentPoll } from './schemas/polls.ts';
export { leftWritingsShapes, type LeftWritings } from './schemas/left-writings.ts';
export { postMarksShapes } from './schemas/post-marks.ts';
export { postPicturesShapes, type PostPicture, type UploadedPicture } from './schemas/post-pictures.ts';
export * from './schemas/conditions.ts';
export * from './schemas/consents.ts';
export { couponBatchesShapes, type CodeLineError, type CouponBatch } from './schemas/coupon-batches.ts';
export { personalCodesShapes, type PersonalCode } from './schemas/personal-codes.ts';
export {
  couponRedemptionsShapes,
  type CouponRedemption,
  type CouponRollback,
} from './schemas/coupon-redemptions.ts';
export { couponsShapes, type Coupon, type OwnCoupon } from './schemas/coupons.ts';
export type { CouponPerformance } from './schemas/coupons/discount-uses.ts';
export type { OwnDiscount } from './schemas/coupons/own-discount.ts';
export { storedDiscountTerms } from './schemas/coupons/terms.ts';
export {
  customEventsShapes,
  type CustomEvent,
  type CustomEventType,
  type EventField,
} from './schemas/custom-events.ts';
export * from './schemas/discount-categories.ts';
export * from './schemas/earning.ts';
export * from './schemas/erasure.ts';
export * from './schemas/event-failures.ts';
export * from './schemas/exchange-rates.ts';
export * from './schemas/export-columns.ts';
export * from './schemas/export-schedules.ts';
export * from './schemas/exports.ts';
export {
  gatheringsShapes,
  type Attendance,
  type CheckedIn,
  type Gathering,
  type OwnGathering,
} from './schemas/gatherings.ts';
export * from './schemas/import-decisions.ts';
export * from './schemas/import-reasons.ts';
export { withFormulaGuard, withoutFormulaGuard } from './schemas/formula-guard.ts';
export * from './schemas/imports.ts';
export * from './schemas/legal.ts';
export * from './schemas/live.ts';
export * from './schemas/mail.ts';
export * from './schemas/member-bulks.ts';
export * from './schemas/member-kinds.ts';
export * from './schemas/member-sessions.ts';
export * from './schemas/member-origins.ts';
export * from './schemas/members.ts';
export * from './schemas/duplicates.ts';
export * from './schemas/equal-phones.ts';
export * from './schemas/merge-requests.ts';
export * from './schemas/merges.ts';
export { type AuthorHappening } from './schemas/author-stories.ts';
export {
  moderationShapes,
  type AuthorDecision,
  type CaseCauseName,
  type MemberBlock,
  type MemberTrust,
  type ModerationCase,
  type ModerationDecision,
  type ChosenModeration,
  type ModerationSettings,
  type OwnDecision,
  type ProofEffort,
  type ReportReason,
  type ShownModerationCase,
  type TextDecision,
  type TrustLevelName,
  type WordActionName,
  type WordRuleShown,
} from './schemas/moderation.ts';
export {
  moderatorsShapes,
  type ModeratedCase,
  type ModeratedDecision,
  type ShownModeratedCase,
} from './schemas/moderators.ts';
export * from './schemas/names.ts';
export { isPlain, visible } from './schemas/plain.ts';
export {
  postsShapes,
  productTestsShapes,
  type Comment,
  type CommunityNews,
  type CommunityComment,
  type CommunityPost,
  type HeldReason,
  type Post,
  type PostKind,
  type ReactionKind,
  type Reactions,
  type WritingEdit,
  type WritingState,
} from './schemas/posts.ts';
export {
  manualDiscountsShapes,
  type ManualDiscount,
  type ManualDiscountSums,
} from './schemas/manual-discounts.ts';
export {
  offersShapes,
  type Offer,
  type OfferPerformance,
  type OfferPrice,
  type OwnOffer,
} from './schemas/offers.ts';
export * from './schemas/overview.ts';
export * from './schemas/permissions.ts';
export { ecgListShapes, type EcgImport, type EcgList } from './schemas/ecg-list.ts';
export { suppressionsShapes, type Suppression, type SuppressionReason } from './schemas/suppressions.ts';
export * from './schemas/points.ts';
export {
  type Opinion,
  type ProductTest,
  type TestApplication,
  type TestOfPost,
  type TestOpinion,
} from './schemas/product-tests.ts';
export { productPricesShapes, type LowestPrice, type ProductPrice } from './schemas/product-prices.ts';
export * from './schemas/product-sets.ts';
export * from './schemas/budgets.ts';
export * from './schemas/rate-tables.ts';
export * from './schemas/segments.ts';
export * from './schemas/privacy.ts';
export * from './schemas/problem.ts';
export * from './schemas/publications.ts';
export * from './schemas/opportunities.ts';
export type { RuleVerdict } from './schemas/rule-trials.ts';
export { channel, channelOf } from './schemas/channels.ts';
export * from './schemas/purchases.ts';
export { referralsShapes, type OwnReferral, type Referral, type ReferralOffer } from './schemas/referrals.ts';
export {
  partnerCodesShapes,
  type PartnerCodeFile,
  type PartnerCodes,
  type PartnerLineError,
} from './schemas/partner-codes.ts';
export * from './schemas/rewards.ts';
export * from './schemas/saved-filters.ts';
export {
  type ChosenInterestSettings,
  type InterestFigures,
  type InterestOfMember,
  type InterestSettings,
  type ListedInterest,
  type MemberInterests,
  type OwnInterests,
} from './schemas/member-interests.ts';
export {
  ownScoresShapes,
  type OwnScoreExample,
  type OwnScoreFigures,
  type OwnScorePart,
  type OwnScoreSettings,
  type ToldOwnScore,
} from './schemas/own-scores.ts';
export {
  scoresShapes,
  type ChosenScoreSettings,
  type MemberScores,
  type ScoredMember,
  type ScoreGroup,
  type ScoreRun,
  type ScoreRunDetail,
  type ScoreSettings,
  type ScoreSettingsVersion,
} from './schemas/scores.ts';
export * from './schemas/sessions.ts';
export * from './schemas/setup.ts';
export * from './schemas/staff.ts';
export {
  surveyAnswersShapes,
  type SurveyBreakdown,
  type SurveyTable,
  type SurveyWaves,
  type SurveyCallBacks,
  type SurveyResponse,
} from './schemas/survey-answers.ts';
export * from './schemas/survey-news.ts';
export { surveyLinksShapes, type SurveyLink } from './schemas/survey-links.ts';
export {
  surveysShapes,
  type OwnSurvey,
  type QuestionResult,
  type ShownQuestion,
  type Survey,
  type SurveyAnswer,
  type SurveyDefinition,
  type SurveyResults,
} from './schemas/surveys.ts';
export {
  takenSurveysShapes,
  type TabletSurvey,
  type TakenSurvey,
  type TelephoneSurvey,
} from './schemas/taken-surveys.ts';
export * from './schemas/tasks.ts';
export * from './schemas/notes.ts';
export { interestKey, type Interest, type InterestPreview } from './schemas/interests.ts';
export * from './schemas/notices.ts';
export * from './schemas/tiers.ts';
export * from './schemas/values.ts';
export type { RuleEffect, RuleKindName } from './schemas/earning/kinds/index.ts';
export * from './events/index.ts';
