/** Ids in the examples. */
export const exampleIds = {
  card: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b01',
  otherCard: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b02',
  purchase: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b03',
  goodsBack: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b04',
  transaction: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b05',
  redemption: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b06',
  voucher: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b07',
  reward: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b08',
  rule: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b09',
  task: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b0c',
  approval: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b0b',
  location: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b0a',
  challenge: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b0e',
  fill: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b0f',
  referral: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b10',
  customEvent: '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b0d',
};
