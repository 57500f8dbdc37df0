import { Injectable } from '@nestjs/common';
import { ClubSettings, wordingIn } from '../../club/index.ts';
import { BlockedMembers, CommunityRights, type MetCommunity } from '../../communities/index.ts';
import { DigestParts, type DigestPart } from '../../notices/index.ts';
import { TalkedAboutRepository } from './talked-about.repository.ts';

const most = 5;

/** Posts for the summary by e-mail: what the communities that a member hears of talk about. */
@Injectable()
export class TalkedAbout {
  constructor(
    parts: DigestParts,
    private readonly posts: TalkedAboutRepository,
    private readonly rights: CommunityRights,
    private readonly blocked: BlockedMembers,
    private readonly club: ClubSettings,
  ) {
    parts.register((...asked) => this.#of(...asked));
  }

  readonly #of: DigestPart = async (memberId, since, language) => {
    const heard = (await this.rights.all(memberId)).filter(isHeard);
    const names = new Map(heard.map(({ community: { id, name } }) => [id, name]));
    const unread = [...(await this.blocked.of(memberId)), memberId];
    const posts = await this.posts.since([...names.keys()], unread, since, most);
    const { languages } = await this.club.current();
    const { of } = wordingIn(language, languages[0] ?? 'en');
    return posts.map(({ title, communityId }) => ({ title, from: of(names.get(communityId)) }));
  };
}

const isHeard = ({ rights, membership }: MetCommunity): boolean =>
  rights.read && membership?.state === 'member' && membership.hears !== 'muted';
