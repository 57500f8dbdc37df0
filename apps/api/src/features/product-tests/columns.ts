import type { Reward, sampleAllotments, TestApplication, Texts, Voucher } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: words of texts, shapes of JSON, what is never null. */
export type Columns = {
  'product_tests.allotment': (typeof sampleAllotments)[number];
  'product_test_applications.state': TestApplication['state'];
  'product_test_applications.why': NonNullable<TestApplication['why']>;
  'product-tests-by-id:product': Texts;
  'product-tests-by-id:picture': Reward['picture'];
  'product-tests-by-id:postState': string;
  'test-applications-own:voucher': Voucher['state'];
  'test-applications-list:voucher': Voucher['state'];
  'personal-test-applications-told:product': Texts;
};
