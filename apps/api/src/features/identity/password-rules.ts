import { Injectable } from '@nestjs/common';
import { shortestPassword, shortestStaffPassword } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings } from '../club/index.ts';
import { isNamedAfter } from './guessable.ts';
import { isKnownPassword } from './known-passwords.ts';

/** Who is to sign in with a password. */
export interface PasswordOwner {
  readonly email: string;
  /** Works here, or is invited to. */
  readonly staff: boolean;
}

/** What a new password must be, beside its length in the contract. */
@Injectable()
export class PasswordRules {
  constructor(private readonly club: ClubSettings) {}

  /** Throws `password-too-short`, `password-guessable`. */
  async assertSound(password: string, { email, staff }: PasswordOwner, pointer: string): Promise<void> {
    const shortest = staff ? shortestStaffPassword : shortestPassword;
    if (password.length < shortest)
      throw ClubError.field('password-too-short', pointer, `at least ${shortest} characters`);
    const { name } = await this.club.current();
    if (isNamedAfter(password, [email, name]) || isKnownPassword(password))
      throw ClubError.field('password-guessable', pointer, 'among the first that anybody would try');
  }
}
