// Owns nothing: assembles the member's home page.
// Promises: balance and tier are current.
// Publishes no events.
export { HomeModule } from './home.module.ts';
