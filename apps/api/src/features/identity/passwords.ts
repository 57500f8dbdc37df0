import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';

const derive = promisify(argon2);

/** What a hash costs: memory in KiB, and how often it is gone through. */
export interface HashCost {
  readonly memory: number;
  readonly passes: number;
}

// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
const usualCost: HashCost = { memory: 19_456, passes: 2 };
const shape = { parallelism: 1, tagLength: 32 };

/** Argon2id. Slow on purpose: call it before a transaction. */
@Injectable()
export class Passwords {
  /** Of new hashes; each keeps its own. Less in tests. */
  cost = usualCost;

  /** In the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
  hash(password: string): Promise<string> {
    return hash(password, this.cost);
  }

  /** Takes the same time without a hash, so that nobody learns which e-mails have an account. */
  fits(password: string, stored: string | null): Promise<boolean> {
    return fits(password, stored, this.cost);
  }
}

const hash = async (password: string, cost: HashCost): Promise<string> => {
  const nonce = randomBytes(16);
  const derived = await derive('argon2id', { message: password.normalize('NFKC'), nonce, ...shape, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${shape.parallelism}$${encode(nonce)}$${encode(derived)}`;
};

const fits = async (password: string, stored: string | null, cost: HashCost): Promise<boolean> => {
  const read = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/-]+)\$([\w+/-]+)$/.exec(stored ?? '');
  const [, memory, passes, parallelism, salt = '', digest = ''] = read ?? [];
  const expected = Buffer.from(digest, 'base64url');
  const derived = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: read ? Buffer.from(salt, 'base64url') : Buffer.alloc(16),
    parallelism: Number(parallelism ?? shape.parallelism),
    memory: Number(memory ?? cost.memory),
    passes: Number(passes ?? cost.passes),
    tagLength: read ? expected.length : shape.tagLength,
  });
  return read !== null && derived.length === expected.length && timingSafeEqual(derived, expected);
};

const encode = (bytes: Buffer): string => bytes.toString('base64url');
