export type ProfileSection = 'personal' | 'consents' | 'password' | 'sessions' | 'closing';

/** What one form of the profile got back. */
export interface SectionResult {
  section: ProfileSection;
  saved?: string;
  message?: string;
  values?: Record<string, string>;
  fields?: Record<string, string>;
}
