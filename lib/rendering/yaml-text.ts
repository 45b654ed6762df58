import { Yaml } from 'cdk8s';
export function yamlText(value: unknown): string {
  return Yaml.stringify(value);
}
