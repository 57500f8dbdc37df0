import { Platform1764000000001 } from './0001-platform.ts';
import { Club1764000000002 } from './0002-club.ts';
import { Identity1764000000003 } from './0003-identity.ts';
import { Members1764000000004 } from './0004-members.ts';
import { Points1764000000005 } from './0005-points.ts';
import { Earning1764000000006 } from './0006-earning.ts';
import { Rewards1764000000007 } from './0007-rewards.ts';
import { Purchases1764000000008 } from './0008-purchases.ts';
import { MailStaff1764000000009 } from './0009-mail-staff.ts';
import { Imports1764000000010 } from './0010-imports.ts';
import { Setup1764000000011 } from './0011-setup.ts';
import { Closing1764000000012 } from './0012-closing.ts';
import { Exports1764000000013 } from './0013-exports.ts';
import { ImportRefusals1764000000014 } from './0014-import-refusals.ts';
import { ConsentVersion1764000000015 } from './0015-consent-version.ts';
import { Events1764000000016 } from './0016-events.ts';
import { Ledger1764000000017 } from './0017-ledger.ts';
import { Names1764000000018 } from './0018-names.ts';
import { SaleEffects1764000000019 } from './0019-sale-effects.ts';
import { RulePublications1764000000020 } from './0020-rule-publications.ts';
import { Facts1764000000021 } from './0021-facts.ts';
import { Mailboxes1764000000022 } from './0022-mailboxes.ts';
import { ReceiptIndex1764000000023 } from './0023-receipt-index.ts';
import { IdentityRules1764000000024 } from './0024-identity.ts';
import { StaffKeys1764000000025 } from './0025-staff-keys.ts';
import { Audit1764000000029 } from './0029-audit.ts';
import { Approvals1764000000030 } from './0030-approvals.ts';
import { AcceptedRoles1764000000031 } from './0031-accepted-roles.ts';
import { Erasure1764000000032 } from './0032-erasure.ts';
import { Retention1764000000033 } from './0033-retention.ts';
import { OptionalNames1764000000036 } from './0036-optional-names.ts';
import { Legal1764000000037 } from './0037-legal.ts';
import { LostCards1764000000042 } from './0042-lost-cards.ts';
import { ExportedLists1764000000043 } from './0035-exported-lists.ts';
import { ReturnReversals1764000000044 } from './0040-return-reversals.ts';
import { Till1764000000045 } from './0039-till.ts';
import { Activity1764000000046 } from './0038-activity.ts';
import { Tasks1764000000047 } from './0044-tasks.ts';
import { MemberTags1764000000051 } from './0044-member-tags.ts';
import { MemberBulks1764000000052 } from './0045-member-bulks.ts';
import { SavedFilters1764000000053 } from './0046-saved-filters.ts';
import { MemberNotes1764000000061 } from './0049-member-notes.ts';
import { DeclinedBulks1764000000060 } from './0050-declined-bulks.ts';
import { NamesInLanguages1764000000070 } from './0047-names-in-languages.ts';
import { SortedLists1764000000080 } from './0051-sorted-lists.ts';
import { BackTests1764000000086 } from './0056-back-tests.ts';
import { CustomEvents1764000000094 } from './0054-custom-events.ts';
import { Challenges1764000000104 } from './0060-challenges.ts';
import { MissingStamps1764000000105 } from './0061-missing-stamps.ts';
import { TierGrants1764000000120 } from './0064-tier-grants.ts';
import { ChallengePeriods1764000000162 } from './0074-challenge-periods.ts';
import { TierGifts1764000000173 } from './0079-tier-gifts.ts';
import { RewardsOfTiers1764000000174 } from './0080-rewards-of-tiers.ts';
import { Streaks1764000000166 } from './0082-streaks.ts';
import { Badges1764000000181 } from './0083-badges.ts';
import { Birthdays1764000000182 } from './0086-birthdays.ts';
import { ChallengePoints1764000000130 } from './0066-challenge-points.ts';
import { RuleBudgets1764000000131 } from './0062-rule-budgets.ts';
import { TierSteps1764000000140 } from './0068-tier-steps.ts';
import { BudgetNotices1764000000157 } from './0077-budget-notices.ts';
import { Channels1764000000158 } from './0078-channels.ts';
import { TierNotices1764000000161 } from './0070-tier-notices.ts';
import { ProductSets1764000000180 } from './0085-product-sets.ts';
import { LocationsOfPurchases1764000000096 } from './0058-locations-of-purchases.ts';
import { NotedReplies1764000000098 } from './0059-noted-replies.ts';
import { ProductSearch1764000000187 } from './0091-product-search.ts';
import { RateTables1764000000193 } from './0097-rate-tables.ts';
import { PriceBound1764000000194 } from './0098-price-bound.ts';
import { Referrals1764000000197 } from './0101-referrals.ts';
import { SharedBudgets1764000000202 } from './0102-shared-budgets.ts';
import { DiscountRedemptions1764000000303 } from './0103-discount-redemptions.ts';
import { TrialShares1764000000204 } from './0104-trial-shares.ts';
import { CouponRefusals1764000000305 } from './0105-coupon-refusals.ts';
import { ExportedCoupons1764000000331 } from './0131-exported-coupons.ts';
import { DiscountBudgets1764000000332 } from './0132-discount-budgets.ts';
import { CouponsForMany1764000000333 } from './0133-coupons-for-many.ts';
import { CodesUsedTwice1764000000340 } from './0140-codes-used-twice.ts';
import { UndoneBulks1764000000334 } from './0134-undone-bulks.ts';
import { Surveys1764000001460 } from './0146-surveys.ts';
import { AskedAfterPurchases1764000001470 } from './0147-asked-after-purchases.ts';
import { CheckedBulks1764000000350 } from './0150-checked-bulks.ts';
import { PricesOfRewards1764000000335 } from './0135-prices-of-rewards.ts';
import { AudienceOfRewards1764000000336 } from './0136-audience-of-rewards.ts';
import { EventTickets1764000000337 } from './0137-event-tickets.ts';
import { ProductPrices1764000000338 } from './0138-product-prices.ts';
import { DiscountCategories1764000000401 } from './0162-discount-categories.ts';
import { EveryNthPiece1764000000402 } from './0163-every-nth-piece.ts';
import { LowStock1764000000360 } from './0160-low-stock.ts';
import { ExportedBudgets1764000000390 } from './0180-exported-budgets.ts';
import { ConsentsByChannel1764000000370 } from './0170-consents-by-channel.ts';
import { FailedCodeImports1764000000381 } from './0143-failed-code-imports.ts';
import { GiftsOfBulks1764000000372 } from './0142-gifts-of-bulks.ts';
import { WaitingBulkItems1764000000371 } from './0141-waiting-bulk-items.ts';
import { PartnerCodes1764000000380 } from './0161-partner-codes.ts';
import { RewardsInCarts1764000001640 } from './0164-rewards-in-carts.ts';
import { RewardHolds1764000001650 } from './0165-reward-holds.ts';
import { StockByLocation1764000001660 } from './0166-stock-by-location.ts';
import { LimitsPerDayAndCode1764000000376 } from './0176-limits-per-day-and-code.ts';
import { DaysAfterIssue1764000000411 } from './0177-days-after-issue.ts';
import { PointsOfCoupons1764000000412 } from './0178-points-of-coupons.ts';
import { ReferralTasks1764000000207 } from './0107-referral-tasks.ts';
import { Offers1764000000208 } from './0108-offers.ts';
import { Coupons1764000000210 } from './0110-coupons.ts';
import { Checkouts1764000000211 } from './0111-checkouts.ts';
import { CouponHolds1764000000212 } from './0112-coupon-holds.ts';
import { OfferShares1764000000213 } from './0113-offer-shares.ts';
import { ExportedOffers1764000000214 } from './0114-exported-offers.ts';
import { CodesOfPurchases1764000000215 } from './0115-codes-of-purchases.ts';
import { KeptVouchers1764000000216 } from './0116-kept-vouchers.ts';
import { UniqueCodes1764000000320 } from './0120-unique-codes.ts';
import { CodeKeyFingerprint1764000000321 } from './0121-code-key-fingerprint.ts';
import { RedemptionsWithoutPurchase1764000000322 } from './0122-redemptions-without-purchase.ts';
import { PersonalCodes1764000000323 } from './0123-personal-codes.ts';
import { ImportedCodes1764000000324 } from './0124-imported-codes.ts';
import { PointsPayments1764000000325 } from './0125-points-payments.ts';
import { ManualDiscounts1764000000326 } from './0126-manual-discounts.ts';
import { KindsOfRewards1764000000327 } from './0127-kinds-of-rewards.ts';
import { ShownCoupons1764000000330 } from './0130-shown-coupons.ts';
import { Permissions1764000000441 } from './0171-permissions.ts';
import { PreferenceLinks1764000000442 } from './0172-preference-links.ts';
import { ContactLimits1764000000443 } from './0174-contact-limits.ts';
import { TrimmedDiscounts1764000001680 } from './0168-trimmed-discounts.ts';
import { ExpiredCheckouts1764000001690 } from './0169-expired-checkouts.ts';
import { DiscountsPerCart1764000000373 } from './0173-discounts-per-cart.ts';
import { VouchersInCarts1764000000422 } from './0152-vouchers-in-carts.ts';
import { ExpiredVouchers1764000000421 } from './0151-expired-vouchers.ts';
import { PlacesOfAnswers1764000001490 } from './0149-places-of-answers.ts';
import { Suppressions1764000001530 } from './0153-suppressions.ts';
import { EcgList1764000001540 } from './0154-ecg-list.ts';
import { QuietHoursAtHome1764000001550 } from './0155-quiet-hours-at-home.ts';
import { TextMessages1764000001560 } from './0156-text-messages.ts';
import { CallBacks1764000001830 } from './0183-call-backs.ts';
import { ExportedSurveyAnswers1764000001840 } from './0184-exported-survey-answers.ts';
import { SurveyLinks1764000001850 } from './0185-survey-links.ts';
import { OpenSurveyLinks1764000001860 } from './0186-open-survey-links.ts';
import { RestBetweenSurveys1764000001870 } from './0187-rest-between-surveys.ts';
import { AnonymousSurveys1764000001880 } from './0188-anonymous-surveys.ts';
import { TakenSurveys1764000001890 } from './0189-taken-surveys.ts';
import { SurveyBenchmarks1764000001910 } from './0191-survey-benchmarks.ts';
import { SurveyNews1764000001920 } from './0192-survey-news.ts';
import { AddressesOfSurveyLinks1764000001930 } from './0193-addresses-of-survey-links.ts';
import { Communities1764000001970 } from './0197-communities.ts';
import { Interests1764000001980 } from './0198-interests.ts';
import { CommunityRestrictions1764000002200 } from './0220-community-restrictions.ts';
import { Moderation1764000002210 } from './0221-moderation.ts';
import { Posts1764000002040 } from './0204-posts.ts';
import { PostPictures1764000002100 } from './0210-post-pictures.ts';
import { Polls1764000002110 } from './0211-polls.ts';
import { Answers1764000002120 } from './0212-answers.ts';
import { WritingChoices1764000002130 } from './0213-writing-choices.ts';
import { Gatherings1764000002300 } from './0230-gatherings.ts';
import { Notices1764000002400 } from './0240-notices.ts';
import { OfferNotices1764000002410 } from './0241-offer-notices.ts';
import { NoticeDigests1764000002420 } from './0242-notice-digests.ts';
import { ImportRemarks1764000002500 } from './0250-import-remarks.ts';
import { ClubCountry1764000002510 } from './0251-club-country.ts';
import { MemberDetails1764000002520 } from './0252-member-details.ts';
import { MemberOrigins1764000002530 } from './0253-member-origins.ts';
import { ImportedPoints1764000002540 } from './0254-imported-points.ts';
import { CardNumbers1764000002550 } from './0255-card-numbers.ts';
import { ConsentEvidence1764000002560 } from './0256-consent-evidence.ts';
import { ImportOrders1764000002600 } from './0260-import-orders.ts';
import { ImportMoney1764000002610 } from './0261-import-money.ts';
import { ImportGroups1764000002620 } from './0262-import-groups.ts';
import { PhonesOfOtherForms1764000002630 } from './0263-phones-of-other-forms.ts';
import { ExportsForReaders1764000002650 } from './0265-exports-for-readers.ts';
import { LinesOfImports1764000002680 } from './0268-lines-of-imports.ts';
import { SettledItems1764000002690 } from './0269-settled-items.ts';
import { SubjectsOfNotices1764000002700 } from './0270-subjects-of-notices.ts';
import { Moderators1764000002710 } from './0271-moderators.ts';
import { WordsOfComments1764000002720 } from './0272-words-of-comments.ts';
import { ProductTests1764000002750 } from './0275-product-tests.ts';
import { DueInOrder1764000002770 } from './0277-due-in-order.ts';
import { ExpiriesInOrder1764000002780 } from './0278-expiries-in-order.ts';
import { DaySums1764000002810 } from './0281-day-sums.ts';
import { InterestsOfPosts1764000002820 } from './0282-interests-of-posts.ts';
import { CommunityPictures1764000002830 } from './0283-community-pictures.ts';
import { SearchOfMembers1764000002840 } from './0284-search-of-members.ts';
import { MemberDays1764000002850 } from './0285-member-days.ts';
import { Segments1764000002880 } from './0288-segments.ts';
import { Scores1764000002950 } from './0295-scores.ts';
import { InterestsOfMembers1764000003170 } from './0317-interests-of-members.ts';
import { VersionsOfSettings1764000003000 } from './0300-versions-of-settings.ts';
import { MoreFacts1764000003010 } from './0301-more-facts.ts';
import { Happenings1764000003070 } from './0307-happenings.ts';
import { MemberKinds1764000003120 } from './0312-member-kinds.ts';
import { ScoresOfMembers1764000003130 } from './0313-scores-of-members.ts';
import { OwnScores1764000003140 } from './0314-own-scores.ts';
import { Merges1764000003230 } from './0323-merges.ts';
import { Duplicates1764000003240 } from './0324-duplicates.ts';
import { WindowsOfPurchases1764000003310 } from './0331-windows-of-purchases.ts';
import { RemovedSegments1764000003320 } from './0332-removed-segments.ts';
import { ExportSchedules1764000003330 } from './0333-export-schedules.ts';
import { TiersOfMembers1764000003360 } from './0336-tiers-of-members.ts';
import { Collector1764000003460 } from './0346-collector.ts';

/** In the order in which they run; never edited once released. */
export const migrations = [
  Platform1764000000001,
  Club1764000000002,
  Identity1764000000003,
  Members1764000000004,
  Points1764000000005,
  Earning1764000000006,
  Rewards1764000000007,
  Purchases1764000000008,
  MailStaff1764000000009,
  Imports1764000000010,
  Setup1764000000011,
  Closing1764000000012,
  Exports1764000000013,
  ImportRefusals1764000000014,
  ConsentVersion1764000000015,
  Events1764000000016,
  Ledger1764000000017,
  Names1764000000018,
  SaleEffects1764000000019,
  RulePublications1764000000020,
  Facts1764000000021,
  Mailboxes1764000000022,
  ReceiptIndex1764000000023,
  IdentityRules1764000000024,
  StaffKeys1764000000025,
  Audit1764000000029,
  Approvals1764000000030,
  AcceptedRoles1764000000031,
  Erasure1764000000032,
  Retention1764000000033,
  OptionalNames1764000000036,
  Legal1764000000037,
  LostCards1764000000042,
  ExportedLists1764000000043,
  ReturnReversals1764000000044,
  Till1764000000045,
  Activity1764000000046,
  Tasks1764000000047,
  MemberTags1764000000051,
  MemberBulks1764000000052,
  SavedFilters1764000000053,
  DeclinedBulks1764000000060,
  MemberNotes1764000000061,
  NamesInLanguages1764000000070,
  SortedLists1764000000080,
  BackTests1764000000086,
  CustomEvents1764000000094,
  LocationsOfPurchases1764000000096,
  NotedReplies1764000000098,
  Challenges1764000000104,
  MissingStamps1764000000105,
  TierGrants1764000000120,
  ChallengePoints1764000000130,
  RuleBudgets1764000000131,
  TierSteps1764000000140,
  BudgetNotices1764000000157,
  Channels1764000000158,
  TierNotices1764000000161,
  ChallengePeriods1764000000162,
  Streaks1764000000166,
  TierGifts1764000000173,
  RewardsOfTiers1764000000174,
  ProductSets1764000000180,
  Badges1764000000181,
  Birthdays1764000000182,
  ProductSearch1764000000187,
  RateTables1764000000193,
  PriceBound1764000000194,
  Referrals1764000000197,
  SharedBudgets1764000000202,
  TrialShares1764000000204,
  ReferralTasks1764000000207,
  Offers1764000000208,
  Coupons1764000000210,
  Checkouts1764000000211,
  CouponHolds1764000000212,
  OfferShares1764000000213,
  ExportedOffers1764000000214,
  CodesOfPurchases1764000000215,
  KeptVouchers1764000000216,
  DiscountRedemptions1764000000303,
  CouponRefusals1764000000305,
  UniqueCodes1764000000320,
  CodeKeyFingerprint1764000000321,
  RedemptionsWithoutPurchase1764000000322,
  PersonalCodes1764000000323,
  ImportedCodes1764000000324,
  PointsPayments1764000000325,
  ManualDiscounts1764000000326,
  KindsOfRewards1764000000327,
  ShownCoupons1764000000330,
  ExportedCoupons1764000000331,
  DiscountBudgets1764000000332,
  CouponsForMany1764000000333,
  UndoneBulks1764000000334,
  PricesOfRewards1764000000335,
  AudienceOfRewards1764000000336,
  EventTickets1764000000337,
  ProductPrices1764000000338,
  CodesUsedTwice1764000000340,
  CheckedBulks1764000000350,
  LowStock1764000000360,
  ConsentsByChannel1764000000370,
  WaitingBulkItems1764000000371,
  GiftsOfBulks1764000000372,
  DiscountsPerCart1764000000373,
  LimitsPerDayAndCode1764000000376,
  PartnerCodes1764000000380,
  FailedCodeImports1764000000381,
  ExportedBudgets1764000000390,
  DiscountCategories1764000000401,
  EveryNthPiece1764000000402,
  DaysAfterIssue1764000000411,
  PointsOfCoupons1764000000412,
  ExpiredVouchers1764000000421,
  VouchersInCarts1764000000422,
  Permissions1764000000441,
  PreferenceLinks1764000000442,
  ContactLimits1764000000443,
  Surveys1764000001460,
  AskedAfterPurchases1764000001470,
  PlacesOfAnswers1764000001490,
  Suppressions1764000001530,
  EcgList1764000001540,
  QuietHoursAtHome1764000001550,
  TextMessages1764000001560,
  RewardsInCarts1764000001640,
  RewardHolds1764000001650,
  StockByLocation1764000001660,
  TrimmedDiscounts1764000001680,
  ExpiredCheckouts1764000001690,
  CallBacks1764000001830,
  ExportedSurveyAnswers1764000001840,
  SurveyLinks1764000001850,
  OpenSurveyLinks1764000001860,
  RestBetweenSurveys1764000001870,
  AnonymousSurveys1764000001880,
  TakenSurveys1764000001890,
  SurveyBenchmarks1764000001910,
  SurveyNews1764000001920,
  AddressesOfSurveyLinks1764000001930,
  Communities1764000001970,
  Interests1764000001980,
  Posts1764000002040,
  PostPictures1764000002100,
  Polls1764000002110,
  Answers1764000002120,
  WritingChoices1764000002130,
  CommunityRestrictions1764000002200,
  Moderation1764000002210,
  Gatherings1764000002300,
  Notices1764000002400,
  OfferNotices1764000002410,
  NoticeDigests1764000002420,
  ImportRemarks1764000002500,
  ClubCountry1764000002510,
  MemberDetails1764000002520,
  MemberOrigins1764000002530,
  ImportedPoints1764000002540,
  CardNumbers1764000002550,
  ConsentEvidence1764000002560,
  ImportOrders1764000002600,
  ImportMoney1764000002610,
  ImportGroups1764000002620,
  PhonesOfOtherForms1764000002630,
  ExportsForReaders1764000002650,
  LinesOfImports1764000002680,
  SettledItems1764000002690,
  SubjectsOfNotices1764000002700,
  Moderators1764000002710,
  WordsOfComments1764000002720,
  ProductTests1764000002750,
  DueInOrder1764000002770,
  ExpiriesInOrder1764000002780,
  DaySums1764000002810,
  InterestsOfPosts1764000002820,
  CommunityPictures1764000002830,
  SearchOfMembers1764000002840,
  MemberDays1764000002850,
  Segments1764000002880,
  Scores1764000002950,
  VersionsOfSettings1764000003000,
  MoreFacts1764000003010,
  Happenings1764000003070,
  MemberKinds1764000003120,
  ScoresOfMembers1764000003130,
  OwnScores1764000003140,
  InterestsOfMembers1764000003170,
  Merges1764000003230,
  Duplicates1764000003240,
  WindowsOfPurchases1764000003310,
  RemovedSegments1764000003320,
  ExportSchedules1764000003330,
  TiersOfMembers1764000003360,
  Collector1764000003460,
];
