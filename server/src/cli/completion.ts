import type { Command } from "commander";

/** The shells for which there are scripts. */
export const shells = ["bash", "zsh", "fish", "powershell"] as const;

/** What a shell can complete of one command. */
interface Completed {
  readonly name: string;
  readonly description: string;
  readonly options: readonly {
    readonly long: string;
    readonly description: string;
    readonly choices: readonly string[];
  }[];
  /** The words of its argument, where these are known; else it takes paths. */
  readonly words: readonly string[];
}

/**
 * A script that makes a shell complete the commands of a program, their options and the values of these.
 * @param words the words of commands whose arguments commander does not know.
 */
export function completionScript(
  program: Command,
  shell: (typeof shells)[number],
  words: Readonly<Record<string, readonly string[]>> = {},
): string {
  const commands = program.commands.map(
    (command): Completed => ({
      name: command.name(),
      description: firstSentence(command.description()),
      options: command.options.flatMap(({ long, description, argChoices = [] }) =>
        long ? [{ long, description: firstSentence(description), choices: argChoices }] : [],
      ),
      words:
        words[command.name()] ?? command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
    }),
  );
  return { bash, zsh, fish, powershell }[shell](commands);
}

function firstSentence(text: string): string {
  return (/^.*?(?=[.:;](?:\s|$)|$)/s.exec(text)?.[0] ?? text).replaceAll("'", "’");
}

function bash(commands: readonly Completed[]): string {
  const cases = commands.flatMap(({ name, options, words }) => [
    ...options
      .filter(({ choices }) => choices.length > 0)
      .map(
        ({ long, choices }) =>
          `    "${name} ${long}") COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$cur")); return ;;`,
      ),
    `    "${name} "*)
      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "${options.map(({ long }) => long).join(" ")} --help" -- "$cur"))
      else ${words.length > 0 ? `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$cur"))` : ":"}; fi ;;`,
  ]);
  return `# bash completion of pgssl: source <(pgssl completion bash)
_pgssl() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")} --help --version" -- "$cur"))
    return
  fi
  case "\${COMP_WORDS[1]} $prev" in
${cases.join("\n")}
  esac
}
complete -o default -o bashdefault -F _pgssl pgssl
`;
}

function zsh(commands: readonly Completed[]): string {
  return `#compdef pgssl
# zsh completion of pgssl: source <(pgssl completion zsh)
autoload -U +X bashcompinit && bashcompinit
${bash(commands).split("\n").slice(1).join("\n")}`;
}

function fish(commands: readonly Completed[]): string {
  const lines = commands.flatMap(({ name, description, options, words }) => {
    const within = `complete -c pgssl -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c pgssl -n __fish_use_subcommand -f -a ${name} -d '${description}'`,
      ...options.map(
        ({ long, description, choices }) =>
          `${within} -l ${long.slice(2)} -d '${description}'${choices.length > 0 ? ` -x -a '${choices.join(" ")}'` : ""}`,
      ),
      ...(words.length > 0 ? [`${within} -f -a '${words.join(" ")}'`] : []),
    ];
  });
  return `# fish completion of pgssl: pgssl completion fish | source\n${lines.join("\n")}\n`;
}

function powershell(commands: readonly Completed[]): string {
  const rows = commands.map(({ name, options, words }) => {
    const values = options
      .filter(({ choices }) => choices.length > 0)
      .map(({ long, choices }) => `'${long}' = @(${quoted(choices)})`);
    const all = [...options.map(({ long }) => long), "--help", ...words];
    return `  '${name}' = @{ words = @(${quoted(all)}); values = @{${values.length > 0 ? ` ${values.join("; ")} ` : ""}} }`;
  });
  return `# PowerShell completion of pgssl: pgssl completion powershell | Out-String | Invoke-Expression
$pgsslCommands = @{
${rows.join("\n")}
}
Register-ArgumentCompleter -Native -CommandName pgssl -ScriptBlock {
  param($word, $ast, $position)
  $given = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { "$_" })
  $words = if ($given.Count -eq 0) { @($pgsslCommands.Keys) + '--help' + '--version' }
    elseif (-not $pgsslCommands.ContainsKey($given[0])) { @() }
    elseif ($pgsslCommands[$given[0]].values.ContainsKey($given[-1])) { $pgsslCommands[$given[0]].values[$given[-1]] }
    else { $pgsslCommands[$given[0]].words }
  $words | Where-Object { $_.StartsWith("$word") } | Sort-Object
}
`;
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(", ");
}
