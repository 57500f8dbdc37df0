import { createChallenge, solveChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { expect, it } from 'vitest';
import { derivePlainKey } from './plain-key.ts';

it('an answer without crypto.subtle counts', async () => {
  const base = { algorithm: 'PBKDF2/SHA-256', cost: 2000 };
  const hmacSignatureSecret = 'secret';
  const challenge = await createChallenge({ ...base, deriveKey, counter: 5, hmacSignatureSecret });
  const solution = await solveChallenge({ challenge, deriveKey: derivePlainKey });
  if (!solution) throw new Error('there is an answer');
  const { verified } = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret });
  expect(verified).toBe(true);
});
