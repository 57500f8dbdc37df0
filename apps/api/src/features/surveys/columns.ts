import type {
  QuestionKindName,
  Survey,
  SurveyDefinition,
  SurveyMode,
  SurveyState,
  Texts,
} from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'survey_versions.definition': SurveyDefinition;
  'survey-names:name': Name;
  'surveys.state': SurveyState;
  'surveys.distribution': Survey['distribution'];
  'survey-figures:id': string;
  'survey_news.text': Texts;
  'survey_benchmarks.scale': '0-10' | '1-10';
  'survey-benchmarks:date': string;
  'survey-news-waiting:memberId': string;
  'survey-news-list:receivers': number;
  'survey-news-list:told': number;
  'survey_responses.state': 'asked' | 'started' | 'sent' | 'ticked';
  'survey_responses.mode': SurveyMode;
  'survey-stopped:question': string;
  'survey_answers.kind': QuestionKindName;
  'survey-parts:number': number;
  'survey-parts:count': number;
  'survey-parts:ever': number;
  'survey-tags:tag': string;
};
