import { Injectable } from '@nestjs/common';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { Notices } from '../notices/index.ts';
import { LeftWritingsRepository } from './leaving/left-writings.repository.ts';
import { statement } from './statements.ts';

const toldPosts = statement(
  'personal-posts-told',
  `select community_id as "community", kind, title, source as "text", interests, state, created_at as "createdAt", edited_at as "editedAt"
   from posts where author_id = $1 order by created_at, id`,
);
const toldComments = statement(
  'personal-comments-told',
  `select post_id as "post", source as "text", state, received_free as "receivedFree", rating, created_at as "createdAt", edited_at as "editedAt"
   from comments where author_id = $1 order by created_at, id`,
);
const toldReactions = statement(
  'personal-reactions-told',
  'select writing_id as "to", kind, at from reactions where member_id = $1 order by at, writing_id, kind',
);
const toldReads = statement(
  'personal-community-reads-told',
  'select community_id as "community", until from community_reads where member_id = $1 order by community_id',
);
const toldPictures = statement(
  'personal-post-pictures-told',
  `select community_id as "community", post_id as "post", text, width, height, '/api/v1/me/pictures/' || id as "address",
     created_at as "createdAt"
   from post_pictures where member_id = $1 order by created_at, id`,
);
const toldVotes = statement(
  'personal-poll-votes-told',
  `select v.post_id as "post", array(select p.options[c + 1] from unnest(v.choices) as chosen(c)) as "choices", v.voted_at as "votedAt"
   from poll_votes v join polls p on p.post_id = v.post_id where v.member_id = $1 order by v.voted_at, v.post_id`,
);
const toldChoice = statement(
  'personal-writing-choice-told',
  `select case when goes then 'goes' else 'stays' end as "afterLeaving", chosen_at as "chosenAt" from writing_choices where member_id = $1`,
);

/** What a member wrote, and how they reacted. It stays without a name, or goes, as the member chose when leaving. */
@Injectable()
export class PersonalPosts {
  constructor(personal: PersonalData, writings: LeftWritingsRepository, notices: Notices) {
    personal.register({
      name: 'posts',
      tables: {
        posts: { merges: moves(['id'], { column: 'author_id' }), leaves: 'pseudonym', told: toldPosts },
        comments: { merges: moves(['id'], { column: 'author_id' }), leaves: 'pseudonym', told: toldComments },
        post_pictures: { merges: moves(['id']), leaves: 'pseudonym', told: toldPictures },
        poll_votes: { merges: moves(['post_id'], { once: ['post_id'] }), leaves: 'nothing', told: toldVotes },
        reactions: {
          merges: moves(['writing_id', 'kind'], { once: ['writing_id', 'kind'] }),
          leaves: 'nothing',
          told: toldReactions,
        },
        community_reads: {
          merges: stays('how far each of the two has read'),
          leaves: 'nothing',
          told: toldReads,
        },
        writing_choices: { merges: stays('only for who leaves'), leaves: 'nothing', told: toldChoice },
      },
      erase: async ({ memberId }) => {
        // They name the title of the post, also if someone else has caused them.
        await notices.withdraw(await writings.posts(memberId));
        if (await writings.goes(memberId)) await writings.remove(memberId);
        else await writings.release(memberId);
        await writings.forgetReader(memberId);
      },
    });
  }
}
