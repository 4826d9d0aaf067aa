% SPDX-License-Identifier: MIT
%
% Writes the expected values into language tests, in place:
%
%   octave-cli --no-gui --norc tests/lang/octave/values.m FILE.test...
%
% A test is "## A sentence", the model's text, "---", and expectations down to
% an empty line.  The expectations are replaced (a "tolerance" line stays) by
% what Octave makes of the model: each equation is handed to Octave's own
% parser, with a few words rewritten; a gradient is found by perturbing one
% cell at a time along the imaginary axis and doing all later equations again.
% Nothing here knows a rule of differentiation.
1;

% The statements of a model.  Each has the name that it defines, its code for
% Octave, the names that it uses, and its kind: input, equation or update.
function model = model_read(lines)
	lang = language();
	words = ["(?<![\\w.])(" strjoin(fieldnames(lang), "|") ...
	    ")(?=\\s*\\()"];
	model = struct("kind", {}, "name", {}, "code", {}, "uses", {});
	choices = {};
	for text = statements(lines)
		if (strncmp(text{1}, "variant", 7))
			continue;
		end
		[kind, rest] = first_word(text{1});
		part = regexp(rest, ["^(\\w+)\\s*=\\s*(.*?)" ...
		    "(?:\\s+in\\s+\\[[^\\]]*\\])?$"], "tokens", "once");
		if (numel(part) != 2)
			error("values: not a statement: %s", text{1});
		end
		[name, code] = part{:};
		if (strcmp(kind, "choice"))
			first = regexp(code, "^\\w+", "match", "once");
			call = ["(?<!\\w)" name "(?=\\s*\\()"];
			choices(end + 1, :) = {call, first};
			continue;
		end
		for k = 1:rows(choices)
			code = regexprep(code, choices{k, :});
		end
		code = regexprep(strrep(code, "'", ".'"), words, "lang.$1");
		known = unique({model.name, ""});
		names = ["(?<![\\w.])(" strjoin(known(2:end), "|") ")(?!\\w)"];
		s.kind = kind;
		s.name = name;
		s.uses = {};
		if (numel(known) > 1)
			s.uses = regexp(code, names, "match");
			code = regexprep(code, names, "env.$1");
		end
		s.code = regexprep(code, ["(?<!\\w)(grad|jac)\\(\\s*" ...
		    "env\\.(\\w+)\\s*,\\s*env\\.(\\w+)"], ...
		    "$1(model, env, \"$2\", \"$3\"");
		model(end + 1) = s;
	end
end

function [kind, rest] = first_word(text)
	[word, rest] = strtok(text);
	rest = strtrim(rest);
	switch (word)
	case {"data", "param", "hyper", "state"}
		kind = "input";
	case {"update", "choice"}
		kind = word;
	otherwise
		kind = "equation";
		rest = text;
	end
end

% Lines without comments and display strings; a line goes on inside brackets.
function texts = statements(lines)
	texts = {};
	open = 0;
	for line = lines
		bare = regexprep(line{1}, ...
		    "^((?:\"[^\"]*\"|[^\"#%])*)[#%].*$", "$1");
		bare = regexprep(strtrim(bare), "\\s*\"[^\"]*\"", "");
		if (open > 0)
			texts{end} = [texts{end} "\n" bare];
		elseif (! isempty(bare))
			texts{end + 1} = bare;
		end
		open += sum(ismember(bare, "[(")) - sum(ismember(bare, "])"));
	end
end

% One iteration: every equation in order; the updates all see the old values.
function [env, next] = iterate(model, env)
	for s = model(strcmp({model.kind}, "equation"))
		env.(s.name) = evaluate(model, env, s);
	end
	next = struct();
	for s = model(strcmp({model.kind}, "update"))
		next.(s.name) = evaluate(model, env, s);
	end
end

function value__ = evaluate(model, env, statement__)
	persistent lang = language();
	eval(["value__ = " statement__.code ";"]);
	if (! isa(value__, "step"))
		value__ = double(value__);
	end
end

% The derivative of the scalar J by v, in v's shape.
function g = grad(model, env, J, v)
	path = between(model, v, J);
	g = zeros(size(env.(v)));
	for k = 1:numel(g)
		g(k) = nudged(model, env, path, J, v, k);
	end
end

% The derivative of column k of p by column k of o.
function g = jac(model, env, p, o, k)
	path = between(model, o, p);
	n = rows(env.(o));
	g = zeros(rows(env.(p)), n);
	for j = 1:n
		g(:, j) = nudged(model, env, path, p, o, (k - 1) * n + j)(:, k);
	end
end

% How all of y moves when cell k of v does.
function slope = nudged(model, env, path, y, v, k)
	h = 1e-30;
	before = env.(y);
	nudge = complex(env.(v), 0);
	nudge(k) = complex(env.(v)(k), h);
	env.(v) = step(nudge);
	for s = path
		env.(s.name) = evaluate(model, env, s);
	end
	after = env.(y).z;
	if (any((abs(real(after) - before) > 1e-12 * max(1, abs(before)))(:)))
		error("values: nudging %s changed the value of %s", v, y);
	end
	slope = imag(after) / h;
end

% The equations by which v reaches y, in order.
function path = between(model, v, y)
	equations = model(strcmp({model.kind}, "equation"));
	moved = {v};
	moves = false(size(equations));
	for k = 1:numel(equations)
		moves(k) = any(ismember(equations(k).uses, moved));
		if (moves(k))
			moved{end + 1} = equations(k).name;
		end
	end
	needed = {y};
	for k = numel(equations):-1:1
		name = equations(k).name;
		moves(k) &= any(strcmp(name, needed)) && ! strcmp(name, v);
		if (moves(k))
			needed = [needed equations(k).uses];
		end
	end
	path = equations(moves);
	if (! any(strcmp(needed, v)))
		error("values: %s does not depend on %s", y, v);
	end
	calls = regexp({path.code}, "(?<!\\w)(grad|jac)\\(");
	if (! all(cellfun(@isempty, calls)))
		error("values: %s needs a second derivative by %s", y, v);
	end
end

% The expectations: all equations and updates after iterations 1 and 3.
function texts = expectations(model)
	env = struct();
	for s = model(strcmp({model.kind}, "input"))
		env.(s.name) = evaluate(model, env, s);
	end
	texts = {};
	updates = any(strcmp({model.kind}, "update"));
	for k = 1:(1 + 2 * updates)
		[env, next] = iterate(model, env);
		at = "";
		if (k == 2)
			at = "skip";
		elseif (k > 1)
			at = sprintf("@%d ", k);
		end
		for s = model(strcmp({model.kind}, "equation"))
			texts = [texts expectation(at, s.name, env.(s.name))];
		end
		for s = model(strcmp({model.kind}, "update"))
			x = next.(s.name);
			texts = [texts expectation(at, [s.name "'"], x)];
			env.(s.name) = x;
		end
	end
end

function texts = expectation(at, name, x)
	texts = {};
	if (iscomplex(x))
		error("values: %s is not real", name);
	elseif (! strcmp(at, "skip") && numel(x) <= 24)
		texts = {[at name " = " matrix_text(x + 0)]};
	end
end

function text = matrix_text(x)
	if (isscalar(x))
		text = sprintf("%.17g", x);
		return;
	end
	lines = cell(1, rows(x));
	for i = 1:rows(x)
		lines{i} = strtrim(sprintf(" %.17g", x(i, :)));
	end
	text = ["[" strjoin(lines, "; ") "]"];
end

function rewrite(path)
	lines = strsplit(strtrim(fileread(path)), "\n", ...
	    "CollapseDelimiters", false);
	heads = find(strncmp(lines, "## ", 3));
	ends = [heads(2:end) - 1, numel(lines)];
	out = lines(1:heads(1) - 1);
	for k = 1:numel(heads)
		out = [out rewritten(path, lines(heads(k):ends(k))) {""}];
	end
	file = fopen(path, "w");
	fputs(file, strjoin(out, "\n"));
	fclose(file);
end

function lines = rewritten(path, lines)
	bar = find(strcmp(lines, "---"), 1);
	try
		values = expectations(model_read(lines(2:bar - 1)));
	catch problem
		error("%s: %s: %s", path, lines{1}, problem.message);
	end
	kept = lines(bar + 1:end);
	kept = kept(strncmp(kept, "tolerance ", 10));
	lines = [lines(1:bar) kept values];
end

addpath(fileparts(mfilename("fullpath")));
for path = argv().'
	rewrite(path{1});
end
