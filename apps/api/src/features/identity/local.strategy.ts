import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import { Accounts, type Recognised } from './accounts.ts';

/** Recognises a person by e-mail and password, for the sign-in call alone. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(private readonly accounts: Accounts) {
    super({ usernameField: 'email', passwordField: 'password', session: false });
  }

  async validate(email: string, password: string): Promise<Recognised | null> {
    return this.accounts.recognise(email, password);
  }
}
