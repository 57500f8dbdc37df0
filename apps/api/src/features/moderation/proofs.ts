import { createHash, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ProofEffort } from '@regulars/contracts';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { Clock } from '../../platform/clock.ts';
import { ModerationSettings } from './moderation-settings.ts';
import { ProofsRepository } from './proofs.repository.ts';

/** Keys that a browser tries at most, at one to three milliseconds each; half of them on average. */
const mostTries: Readonly<Record<Exclude<ProofEffort, 'none'>, number>> = {
  low: 100,
  usual: 600,
  high: 3000,
};
const iterations = 2000;
const minutesToSolve = 30;

const base = { algorithm: 'PBKDF2/SHA-256', cost: iterations, deriveKey } as const;

const payload = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal(base.algorithm),
      nonce: z.string().max(100),
      salt: z.string().max(100),
      cost: z.literal(iterations),
      keyLength: z.literal(32),
      keyPrefix: z.string().max(100),
      data: z.object({ for: z.string(), until: z.number() }),
    }),
    signature: z.string().max(200),
  }),
  solution: z.object({
    counter: z.int().min(0).max(1_000_000),
    derivedKey: z.string().max(200),
    time: z.number().min(0).max(1e9).optional(),
  }),
});

/** Tasks that cost a browser a moment and a spammer much: signed, for one caller, used once, over after half an hour. */
@Injectable()
export class Proofs {
  constructor(
    private readonly proofs: ProofsRepository,
    private readonly settings: ModerationSettings,
    private readonly clock: Clock,
  ) {}

  /** As JSON. Null if the club wants none. @param holder who may answer it */
  async challenge(holder: string): Promise<string | null> {
    const { proof } = await this.settings.current();
    if (proof === 'none') return null;
    const most = mostTries[proof];
    const made = await createChallenge({
      ...base,
      // Not at the very beginning, so that each one takes some time.
      counter: randomInt(Math.ceil(most / 4), most),
      hmacSignatureSecret: await this.#secret(),
      data: { for: holder, until: this.clock.now() + minutesToSolve * 60_000 },
    });
    return JSON.stringify(made);
  }

  /** In the caller's transaction. How long it took in milliseconds; null if the answer does not count. */
  async accept(holder: string, proof: string | null): Promise<number | null> {
    const answer = readAnswer(proof);
    if (!answer) return null;
    const { challenge, solution } = answer;
    const { for: whose, until } = challenge.parameters.data;
    if (whose !== holder || until <= this.clock.now()) return null;
    const { verified } = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: await this.#secret(),
    });
    if (!verified) return null;
    const hash = createHash('sha256').update(challenge.signature).digest('base64url');
    const isNew = await this.proofs.use(hash, new Date(until), this.clock.date());
    return isNew ? Math.round(solution.time ?? 0) : null;
  }

  async #secret(): Promise<string> {
    return (await this.settings.proofKey()).toString('hex');
  }
}

const readAnswer = (proof: string | null): z.infer<typeof payload> | null => {
  try {
    return payload.parse(JSON.parse(Buffer.from(proof ?? '', 'base64').toString()));
  } catch {
    return null;
  }
};
