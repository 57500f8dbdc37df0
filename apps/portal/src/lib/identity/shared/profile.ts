export type ProfileSection = 'personal' | 'consents' | 'password' | 'sessions' | 'closing';

/** The result of one profile form. */
export interface SectionResult {
  section: ProfileSection;
  saved?: string;
  message?: string;
  values?: Record<string, string>;
  fields?: Record<string, string>;
}
