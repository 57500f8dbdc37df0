import { endpoint, managers } from './endpoint.ts';

/** How samples are given: to who applies first, or by lot among all who applied. */
export const sampleAllotments = ['first-come', 'lot'] as const;
/** `open`: members apply. `closed`: no longer. `drawn`: the lot has decided. `ended`: no sample is given any more. */
export const productTestStates = ['open', 'closed', 'drawn', 'ended'] as const;
/** `passed`: it was this member's turn, and the member could not get one. `returned`: the voucher was not used. */
export const testApplicationStates = ['waiting', 'chosen', 'returned', 'withdrawn', 'passed'] as const;
export const mostSamples = 10_000;
export const longestProductTestDays = 366;
export const bestRating = 5;

const read = { roles: managers, scope: 'club:read', reach: 'club' } as const;
const readMembers = { roles: managers, scope: ['club:read', 'members:read'], reach: 'club' } as const;
const write = { roles: managers, scope: 'club:write', reach: 'club' } as const;
const own = { roles: ['member'], reach: 'own' } as const;

export const listProductTests = endpoint('listProductTests', {
  method: 'GET',
  path: '/communities/{id}/product-tests',
  tag: 'Communities',
  summary: 'List the product tests of a community, the newest first',
  access: read,
});

export const createProductTest = endpoint('createProductTest', {
  method: 'POST',
  path: '/communities/{id}/product-tests',
  tag: 'Communities',
  summary: 'Open a product test: a post of the club in which members apply for samples of a reward',
  access: write,
  status: 201,
  idempotent: true,
  wallet: 'none',
});

export const getProductTest = endpoint('getProductTest', {
  method: 'GET',
  path: '/product-tests/{id}',
  tag: 'Communities',
  summary: 'Get a product test as managers see it; its id is that of its post',
  access: read,
});

export const drawProductTest = endpoint('drawProductTest', {
  method: 'POST',
  path: '/product-tests/{id}/draw',
  tag: 'Communities',
  summary: 'Draw lots now that nobody applies any more, instead of a few minutes later; once',
  access: write,
  status: 200,
  wallet: 'none',
});

export const endProductTest = endpoint('endProductTest', {
  method: 'POST',
  path: '/product-tests/{id}/end',
  tag: 'Communities',
  summary: 'End a product test: no sample is given any more; who has one can still write',
  access: write,
  status: 200,
  wallet: 'none',
});

export const listTestApplications = endpoint('listTestApplications', {
  method: 'GET',
  path: '/product-tests/{id}/applications',
  tag: 'Communities',
  summary: 'List who applied for a sample, in the order in which samples are given',
  access: readMembers,
});

export const listTestOpinions = endpoint('listTestOpinions', {
  method: 'GET',
  path: '/product-tests/{id}/opinions',
  tag: 'Communities',
  summary: 'List all opinions on a product test, the newest first, also those that are hidden',
  access: readMembers,
});

export const applyForSample = endpoint('applyForSample', {
  method: 'PUT',
  path: '/me/product-tests/{id}/application',
  tag: 'Own view',
  summary: 'Apply for a sample; asked again, it changes nothing',
  access: own,
  wallet: 'own',
});

export const withdrawFromTest = endpoint('withdrawFromTest', {
  method: 'DELETE',
  path: '/me/product-tests/{id}/application',
  tag: 'Own view',
  summary: 'Withdraw my application; an unused voucher goes to the next one, and its points come back',
  access: own,
  status: 200,
  wallet: 'own',
});

export const writeOpinion = endpoint('writeOpinion', {
  method: 'POST',
  path: '/me/product-tests/{id}/opinions',
  tag: 'Own view',
  summary: 'Write what I think of my sample, as a comment that says that I received it free',
  access: own,
  status: 201,
  idempotent: true,
  wallet: 'own',
});
