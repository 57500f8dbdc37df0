import { Injectable } from '@nestjs/common';
import { shortestPassword, shortestStaffPassword } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings } from '../club/index.ts';
import { isMonotonous, isNamedAfter } from './guessable.ts';
import { isKnownPassword } from './known-passwords.ts';

/** The person whose password it will be. */
export interface PasswordOwner {
  readonly email: string;
  /** Current, former or invited staff. */
  readonly staff: boolean;
}

/** Rules for every new password. */
@Injectable()
export class PasswordRules {
  constructor(private readonly club: ClubSettings) {}

  /** Throws `password-too-short`, `password-guessable`. */
  async assertSound(password: string, { email, staff }: PasswordOwner, pointer: string): Promise<void> {
    const shortest = staff ? shortestStaffPassword : shortestPassword;
    if (lengthOf(password) < shortest)
      throw ClubError.field('password-too-short', pointer, `at least ${shortest} characters`);
    const { name } = await this.club.current();
    if (isMonotonous(password) || isNamedAfter(password, [email, name]) || (await isKnownPassword(password)))
      throw ClubError.field('password-guessable', pointer, 'easy to guess');
  }
}

export const isLongEnoughForStaff = (password: string): boolean =>
  lengthOf(password) >= shortestStaffPassword;

// In the form that is hashed: a letter and its accent count once.
const lengthOf = (password: string): number => [...password.normalize('NFKC')].length;
