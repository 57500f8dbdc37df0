export * from './calendar.ts';
export * from './clock.ts';
export * from './errors.ts';
export * from './last-usable-day.ts';
export { nextDigest } from './notices/next-digest.ts';
export type { Award, Awarded } from './points/award.ts';
export { awardsComeDue } from './points/awards-due.ts';
export { balanceAt, expiring, snapshotAfter } from './points/balance.ts';
export type { WalletTerms } from './points/book.ts';
export {
  consumptionOrder,
  type Forgiveness,
  type Hold,
  type HoldState,
  type Lot,
  type Place,
} from './points/lot.ts';
export type { Belongings, Credit } from './points/merge.ts';
export * from './points/policy.ts';
export * from './points/posting.ts';
export * from './points/snapshot.ts';
export type { BookedPosting } from './points/restore.ts';
export type { Spent } from './points/spend.ts';
export type { TakenBack } from './points/take-back.ts';
export { Wallet } from './points/wallet.ts';
export { isReasonKind, type Reason } from './earning/reasons.ts';
export type { ReplayFigures } from './earning/back-test/figures.ts';
export type { UsedBefore } from './earning/back-test/cap-ledger.ts';
export type { PastSale } from './earning/back-test/past-sale.ts';
export { RuleReplay, type BuyerThen } from './earning/back-test/rule-replay.ts';
export { evaluate, mostGiven, type Evaluation } from './earning/evaluate.ts';
export { faultSentence, type FailedRule, type RuleFault } from './earning/failing.ts';
export { explained, wordsOf, type Explained, type Names } from './earning/explanation.ts';
export type { Grant } from './earning/grant.ts';
export {
  budgetPace,
  budgetPeriod,
  budgetState,
  type Budget,
  type BudgetPeriod,
  type BudgetState,
  type SharedHolder,
} from './earning/budget.ts';
export type { SharedLeft } from './earning/shared-budget.ts';
export { hasPriceBound, type PriceBoundTerms } from './earning/price-bound.ts';
export { withSetsNow, type SetsOfSku } from './earning/product-sets.ts';
export * from './earning/rate-sheet.ts';
export { checkEffect, fixedAwardOf, tableOf, type RuleEffect } from './earning/kinds/index.ts';
export * from './earning/history.ts';
export { isRuledOut, opportunityOf, type Opportunity } from './earning/opportunity.ts';
export { ownLivesOf } from './earning/own-lives.ts';
export { noPointsOn, noPointsSentence, type NoPoints } from './earning/no-points.ts';
export * from './earning/occasions/award.ts';
export * from './earning/occasions/occasion.ts';
export { occasionOfferOf, type OccasionOffer } from './earning/occasions/offer.ts';
export { celebratedDays, joiningDays, type CelebratedDay } from './earning/occasions/celebrated-days.ts';
export type { ReferralFacts, ReferralSide } from './earning/occasions/kind.ts';
export { asksOf, isOccasionEffect, lacksOf, occasionContext } from './earning/occasions/kinds.ts';
export * from './earning/purchase.ts';
export * from './earning/return.ts';
export * from './earning/rule.ts';
export * from './earning/life-cycle.ts';
export type { Stacking } from './earning/group.ts';
export * from './earning/timeline.ts';
export * from './earning/difference-of-means.ts';
export { isInTrial, rulesOfMember } from './earning/trial.ts';
export { notConcernedSentence, type NotConcerned } from './earning/verdict.ts';
export * from './earning/when.ts';
export * from './earning/work.ts';
export { fewestGaps, habitsOf } from './facts/habits.ts';
export * from './facts/kept-purchase.ts';
export { lineSubject } from './facts/line-facts.ts';
export * from './facts/member-facts.ts';
export * from './facts/person-then.ts';
export { purchaseSubject } from './facts/purchase-facts.ts';
export * from './facts/purchase-figures.ts';
export { noDealings, type Dealings } from './facts/stored-facts.ts';
export * from './exchange.ts';
export { gtinOf } from './gtin.ts';
export * from './money.ts';
export * from './price-line.ts';
export * from './tax-rates.ts';
export { unusualAmount } from './typed-amounts.ts';
export { withProgress } from './challenges/course.ts';
export * from './challenges/kinds/index.ts';
export * from './challenges/periods.ts';
export * from './challenges/progress.ts';
export { notCountedSentence } from './challenges/words.ts';
export * from './claims/claim.ts';
export { offerArmOf, type OfferArm } from './offers/arm.ts';
export { checkCoupon } from './coupons/check.ts';
export { readForeignCode } from './coupons/foreign-code.ts';
export { codeKey } from './coupons/shared-code.ts';
export { formatUniqueCode, newUniqueCode, uniqueCodeForm } from './coupons/unique-code.ts';
export { trimmedSentence } from './coupons/trimmed.ts';
export { missingOf, missingSentence, type MissingForDiscount } from './coupons/missing.ts';
export { notRedeemedSentence, type NotRedeemed } from './coupons/not-redeemed.ts';
export { offerIdleSentence } from './coupons/offer-idle.ts';
export {
  couponRefusal,
  type CouponLimits,
  type CouponRefusal,
  type CouponSale,
  type CouponUses,
} from './coupons/validity.ts';
export * from './attention.ts';
export * from './cards/code.ts';
export {
  cardNumberLengths,
  cardNumberOf,
  formatCardNumber,
  isMistyped,
  isNumbering,
  newCardNumber,
  parseCardNumber,
  usualNumbering,
  withCheckDigit,
  type CardNumbering,
} from './cards/number.ts';
export { mayRenew, ownCardOf } from './cards/renewal.ts';
export type { KnownCard } from './cards/renewal.ts';
export { cardRefusal, type CardHolder, type CardRefusal } from './cards/use.ts';
export * from './legal/texts.ts';
export type { DiscountEffect } from './pricing/kinds/index.ts';
export { givesPoints, takesNth } from './pricing/kinds/traits.ts';
export type { PointsBonus } from './earning/points-bonus.ts';
export {
  cartByHand,
  idByHand,
  type ByHand,
  type Given,
  type ManualDiscount,
  type NotGiven,
} from './pricing/by-hand.ts';
export { notGivenSentence } from './pricing/not-given.ts';
export { notPayableSentence } from './pricing/not-payable.ts';
export {
  notPayable,
  paidByPoints,
  payablePoints,
  spreadOverLines,
  type NotPayable,
  type PayablePoints,
  type PointsPrice,
} from './pricing/points-paid.ts';
export * from './prices/applied-prices.ts';
export * from './prices/lowest-price.ts';
export { discountCart, isDiscountable, type DiscountedCart, type Trim } from './pricing/price-cart.ts';
export type { NotApplied, Redeemable } from './pricing/redeemable.ts';
export { netsOfLines, totalOfLines } from './pricing/totals.ts';
export * from './members/membership.ts';
export * from './members/retention.ts';
export { contactWeekMs, quietUntil, type ContactLimits } from './permissions/contact-limits.ts';
export {
  countryOf,
  customerMonths,
  usualCountryRules,
  type CountryRule,
} from './permissions/country-rules.ts';
export { isHardBounce, type Refusal } from './permissions/hard-bounce.ts';
export { judgeStated, type StatedVerdict } from './permissions/stated-consent.ts';
export { permissionVerdict, useVerdict, type PermissionFacts } from './permissions/verdict.ts';
export * from './points/liability.ts';
export * from './referrals/code.ts';
export * from './referrals/signs.ts';
export * from './referrals/verdict.ts';
export * from './returns/goods.ts';
export * from './returns/matching.ts';
export * from './returns/points-back.ts';
export * from './returns/reversal.ts';
export * from './returns/undo.ts';
export * from './rewards/code.ts';
export { readPartnerCode } from './rewards/partner-code.ts';
export { rewardRefusedSentence, type RewardRefused } from './rewards/refused.ts';
export * from './rewards/reward.ts';
export * from './rewards/voucher.ts';
export * from './earning/status-base.ts';
export * from './tiers/grant.ts';
export * from './tiers/measure.ts';
export * from './tiers/outlook.ts';
export { openingTierUntil } from './tiers/opening.ts';
export * from './tiers/period.ts';
export * from './tiers/standing.ts';
export * from './tiers/tier.ts';
export { interestKeyFor } from './club/interest-key.ts';
export {
  interestHeldUntil,
  interestScore,
  interestShares,
  observedSources,
  usualInterestRules,
  type InterestRules,
  type KnownInterest,
  type ObservedSource,
} from './interests/interests.ts';
export { mayDecide, mayDecideAbout, type Belonging } from './communities/decisions.ts';
export { likenessOf, passesForTeam } from './communities/nickname.ts';
export { rightsIn, type CommunityRestriction, type CommunityRights } from './communities/rights.ts';
export { appealUntil, consequenceOf, isUndoable, mayAnswerAppeal } from './moderation/decision.ts';
export { linksIn } from './moderation/links.ts';
export { reportsHide, urgencyOf } from './moderation/queue.ts';
export { isTrusted, trustOf, type Trust, type TrustThresholds } from './moderation/trust.ts';
export {
  censored,
  searchWords,
  strictestAction,
  wordKey,
  wordRuleError,
  type FoundWord,
  type WordRule,
} from './moderation/words.ts';
export { mentionsIn, namesToLookUp } from './posts/mentions.ts';
export { strictest } from './posts/verdicts.ts';
export { isPollOver, pollShares, voteRefusal, type VoteRefusal } from './posts/polls.ts';
export {
  admission,
  calendarFileName,
  dueReminder,
  gatheringState,
  isDoorOpen,
  placesLeft,
  seatFor,
  takesAnswers,
  type GatheringTimes,
  type Reminder,
} from './gatherings/gathering.ts';
export {
  drawnOrder,
  drawRefusal,
  givesSamples,
  productTestState,
  type ProductTestTerms,
} from './product-tests/product-test.ts';
export { checkDefinition, type SurveyDefinition } from './surveys/definition.ts';
export {
  keptAnswer,
  recalledAnswer,
  saidAnswer,
  scaleOf,
  type SurveyQuestion,
} from './surveys/kinds/index.ts';
export type { Answer } from './surveys/kinds/kind.ts';
export { leastForFigures } from './surveys/cells.ts';
export {
  npsAnswersOf,
  npsChange,
  npsCounts,
  npsPartOf,
  type NpsPartName,
  type NpsScale,
  type Tallied,
} from './surveys/nps.ts';
export { npsOfTable, type NpsTable } from './surveys/nps-table.ts';
export { isSampled } from './surveys/order.ts';
export { npsOfParts, type NpsPart } from './surveys/parts.ts';
export { checkAnswers, pathOf, wholeAnswers, type Answers } from './surveys/path.ts';
export { piped, type Piped } from './surveys/piping.ts';
export { npsOfWave, npsScaleOf, resultOf, type Tally } from './surveys/results.ts';
export { viewOfQuestion, type Showing } from './surveys/view.ts';
export { ranked, usualShares, type Ranked, type ValueClass } from './scores/classes.ts';
export { ownScore, type OwnScore } from './scores/own-score.ts';
export { tenthOf } from './scores/tenths.ts';
export { leastForTenths, leastOfCrowd, shownByCell } from './scores/crowds.ts';
export {
  cutBetween,
  cutPlaces,
  cutsOf,
  type Cut,
  type CutPlace,
  type Cuts,
  type Score,
} from './scores/cuts.ts';
export {
  everyRfm,
  groupOf,
  isComparable,
  rfmScores,
  usualGroups,
  withoutGroup,
  type BuyerValues,
  type RfmCuts,
  type RfmScores,
} from './scores/rfm.ts';
