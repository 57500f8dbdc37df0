import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { PortalLinks } from '../../platform/mail/index.ts';
import { hashToken, newToken } from '../identity/index.ts';
import { SurveyLinksRepository } from './links.repository.ts';

/** Personal links: each answers for one response, without signing in. Only hashes of their tokens are stored. */
@Injectable()
export class SurveyLinks {
  constructor(
    private readonly links: SurveyLinksRepository,
    private readonly portal: PortalLinks,
  ) {}

  /** The token of a new link. Earlier ones keep working. */
  async make(responseId: string): Promise<string> {
    const token = newToken();
    await this.add(token, responseId);
    return token;
  }

  /** A link whose token was drawn elsewhere. */
  async add(token: string, responseId: string): Promise<void> {
    await this.links.insert(this.hashOf(token), responseId);
  }

  hashOf(token: string): Buffer {
    return hashToken(token);
  }

  /** The address of the page. */
  pageOf(token: string): string {
    return this.portal.to(`/survey/${token}`);
  }

  /** Its id. Throws `not-found`. */
  async responseOf(token: string): Promise<string> {
    const found = await this.links.find(hashToken(token));
    if (!found) throw new ClubError('not-found', 'No such link');
    return found;
  }
}
