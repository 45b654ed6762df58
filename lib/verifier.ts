/** What a `VerifiedApp` and the plugin need of the verifier: one door, behind which it is loaded when it is needed. */
export { givenMeshConfig, readMeshConfig } from './launcher/mesh-config-input';
export { problemLines, readContext, readManifests } from './launcher/verify-input';
export { fromObject } from './manifest/from-object';
export { partSummaries } from './part-summaries';
export { findingText, sentence, visible } from './report/text';
export { totalsText } from './report/totals';
export { failing, verify } from './verify';
