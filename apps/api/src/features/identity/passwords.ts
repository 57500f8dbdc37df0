import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';

const derive = promisify(argon2);

// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
const cost = { parallelism: 1, memory: 19_456, passes: 2, tagLength: 32 };

/** Argon2id. Costly on purpose: call it before a transaction, not in it. */
@Injectable()
export class Passwords {
  /** In the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
  hash(password: string): Promise<string> {
    return hash(password);
  }

  /** Takes the same time for a missing hash, so that nobody learns which e-mails have an account. */
  fits(password: string, stored: string | null): Promise<boolean> {
    return fits(password, stored);
  }
}

const hash = async (password: string): Promise<string> => {
  const nonce = randomBytes(16);
  const derived = await derive('argon2id', { message: password.normalize('NFKC'), nonce, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(nonce)}$${encode(derived)}`;
};

const fits = async (password: string, stored: string | null): Promise<boolean> => {
  const read = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/-]+)\$([\w+/-]+)$/.exec(stored ?? '');
  const [, memory, passes, parallelism, salt = '', digest = ''] = read ?? [];
  const expected = Buffer.from(digest, 'base64url');
  const derived = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: read ? Buffer.from(salt, 'base64url') : Buffer.alloc(16),
    parallelism: Number(parallelism ?? cost.parallelism),
    memory: Number(memory ?? cost.memory),
    passes: Number(passes ?? cost.passes),
    tagLength: read ? expected.length : cost.tagLength,
  });
  return read !== null && derived.length === expected.length && timingSafeEqual(derived, expected);
};

const encode = (bytes: Buffer): string => bytes.toString('base64url');
