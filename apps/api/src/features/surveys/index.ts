// Owns surveys, their published versions, the members who were asked, and what they answered.
// Promises: a published version never changes; a member sends answers once and is thanked once, whatever was answered; only
// members who agreed are asked, and the row of each says so; a personal link answers once and shows no answer that was sent;
// nothing connects the answers to an anonymous survey with members (ADR 87).
// Publishes survey.answered.
// In the database: surveys, survey_versions, survey_responses, survey_answers, survey_links, survey_benchmarks, survey_news, survey_news_readers.
export { PastAnswers, type PastResponse } from './past-answers.ts';
export { SurveysModule } from './surveys.module.ts';
export { Surveys } from './surveys.ts';
