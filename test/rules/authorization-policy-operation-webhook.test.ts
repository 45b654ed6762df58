import { operation } from './policies';
import { testRule } from './rule-tester';

testRule('authorization-policy-ports', 'error', {
  valid: [operation('ports: ["80", "65535", "0"], notPorts: ["0443"]'), operation('ports: [""]')],
  invalid: [
    {
      object: operation('ports: ["65536", http, "80-90", "-1", "+80", " 80"], notPorts: ["*", "8e1"]'),
      violations: [
        {
          path: 'spec.rules[0].to[0].operation.ports[0]',
          message: 'Port "65536" is not a number up to 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.rules[0].to[0].operation.ports[1]',
          message: 'Port "http" is not a number up to 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.rules[0].to[0].operation.ports[2]',
          message: 'Port "80-90" is not a number up to 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.rules[0].to[0].operation.ports[3]',
          message: 'Port "-1" is not a number up to 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.rules[0].to[0].operation.ports[4]',
          message: 'Port "+80" is not a number up to 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.rules[0].to[0].operation.ports[5]',
          message: 'Port " 80" is not a number up to 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.rules[0].to[0].operation.notPorts[0]',
          message: 'Port "*" is not a number up to 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.rules[0].to[0].operation.notPorts[1]',
          message: 'Port "8e1" is not a number up to 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
  ],
});

testRule('authorization-policy-path-templates', 'error', {
  valid: [
    operation('paths: [/a, "/a*", "*", "*/b", /, "/a b", "//"]'),
    operation(
      'paths: ["/{*}", "/a/{*}/b/{*}", "/a/{**}", "{**}", "/{*}/a/{**}/b", "/{**}/", "/-a.Z_~%29!$&()+;:@=/{*}"]',
    ),
    operation('methods: ["{*}"]'),
  ],
  invalid: [
    {
      object: operation('paths: ["/a{*}", "/{*}b/c", "/{a}", "/{***}", "/a/{", "/}", "/{**}.txt"]'),
      violations: [
        {
          path: 'spec.rules[0].to[0].operation.paths[0]',
          message: 'Path "/a{*}" has the segment "a{*}", and braces are only in "{*}" and "{**}"',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.paths[1]',
          message: 'Path "/{*}b/c" has the segment "{*}b", and braces are only in "{*}" and "{**}"',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.paths[2]',
          message: 'Path "/{a}" has the segment "{a}", and braces are only in "{*}" and "{**}"',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.paths[3]',
          message: 'Path "/{***}" has the segment "{***}", and braces are only in "{*}" and "{**}"',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.paths[4]',
          message: 'Path "/a/{" has the segment "{", and braces are only in "{*}" and "{**}"',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.paths[5]',
          message: 'Path "/}" has the segment "}", and braces are only in "{*}" and "{**}"',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.paths[6]',
          message: 'Path "/{**}.txt" has the segment "{**}.txt", and braces are only in "{*}" and "{**}"',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
      ],
    },
    {
      object: operation('paths: ["/{**}/{*}", "/{**}/a/{**}", "/{*}/{**}/{**}"], notPaths: ["/{*}/*"]'),
      violations: [
        {
          path: 'spec.rules[0].to[0].operation.paths[0]',
          message: 'Path "/{**}/{*}" has an operator after "{**}", which must be the last',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.paths[1]',
          message: 'Path "/{**}/a/{**}" has an operator after "{**}", which must be the last',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.paths[2]',
          message: 'Path "/{*}/{**}/{**}" has an operator after "{**}", which must be the last',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.notPaths[0]',
          message: 'Path "/{*}/*" is a template with the segment "*", which Envoy does not take in one',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
      ],
    },
    {
      object: operation('notPaths: ["/{*}//a", "/{*}/a b", "/ä/{**}", "/{*}/a?b=c"]'),
      violations: [
        {
          path: 'spec.rules[0].to[0].operation.notPaths[0]',
          message: 'Path "/{*}//a" is a template with the segment "", which Envoy does not take in one',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.notPaths[1]',
          message: 'Path "/{*}/a b" is a template with the segment "a b", which Envoy does not take in one',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.notPaths[2]',
          message: 'Path "/ä/{**}" is a template with the segment "ä", which Envoy does not take in one',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
        {
          path: 'spec.rules[0].to[0].operation.notPaths[3]',
          message: 'Path "/{*}/a?b=c" is a template with the segment "a?b=c", which Envoy does not take in one',
          fix: 'Write for instance /api/{*}/items or /static/{**}',
        },
      ],
    },
  ],
});
