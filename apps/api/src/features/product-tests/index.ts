// Owns product tests: posts of the club in which members apply for samples of a reward, who gets one, and who wrote an opinion.
// Promises: never more samples are out than there are; the lot is drawn once, by a stored seed; nobody gets a sample, or anything else,
//   for what an opinion says.
// Hears voucher.cancelled and voucher.expired: a sample that nobody picked up goes to the next member.
// Publishes no events: a sample is a voucher, an opinion is a comment.
// In the database: product_tests, product_test_applications.
export { PastProductTests } from './past-product-tests.ts';
export { ProductTestsModule } from './product-tests.module.ts';
