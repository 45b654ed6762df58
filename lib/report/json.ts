import type { Finding } from '../finding';
import { codes } from './text';

/** Of what a JSON text may hold as it is: what would steer a terminal or hide text. */
const STEERING = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

interface Report {
  readonly findings: readonly Finding[];
  readonly coverage: object;
  /** Requests that are not as required, and what could not be traced, where something is required. */
  readonly requests?: readonly object[];
  readonly untraced?: readonly object[];
}

/** A verification as JSON with an indentation of two, for programs. Keys are always in the same order. */
export function jsonReport({ findings, coverage, requests, untraced }: Report): string {
  return jsonText({ findings: findings.map(ordered), coverage, requests, untraced });
}

export function jsonText(value: object): string {
  return `${JSON.stringify(value, undefined, 2).replaceAll(STEERING, codes)}\n`;
}

function ordered(finding: Finding): object {
  const { rule, code, severity, resource, path, file, line, column, message, fix, refType, replacement, construct } =
    finding;
  const { apiVersion, kind, namespace, name } = resource;
  return {
    rule,
    code,
    severity,
    resource: { apiVersion, kind, namespace, name },
    path,
    file,
    line,
    column,
    message,
    fix,
    // JSON leaves out what is undefined.
    refType,
    replacement: replacement && { path: replacement.path, value: replacement.value },
    construct,
  };
}
