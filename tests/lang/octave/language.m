% SPDX-License-Identifier: MIT
%
% lang = language(): the functions of the model language, by name, as handles
% that take real matrices and steps (step.m) alike.  They are written from the
% definitions, for complex arguments whose imaginary part is a derivative:
% what decides between two branches looks at real parts only.
function lang = language()
	plain.relu = @(x) pick(above(x, 0), x, 0);
	plain.leaky_relu = @(x) pick(above(x, 0), x, 0.01 * x);
	plain.sigmoid = @(x) 1 ./ (1 + exp(-x));
	plain.tanh = @tanh;
	plain.softplus = @(x) pick(above(x, 0), x, 0) + log1p(exp(-size_of(x)));
	plain.exp = @exp;
	plain.log = @log;
	plain.sqrt = @sqrt;
	plain.abs = @size_of;
	plain.max = @(a, b) pick(above(a, b), a, b);
	plain.min = @(a, b) pick(above(a, b), b, a);
	plain.softmax = @softmax;
	plain.sum = @total;
	plain.mean = @(x, varargin) ...
	    total(x, varargin{:}) / total(ones(size(x)), varargin{:})(1);
	plain.norm = @(x) sqrt(sum(x(:) .* x(:)));
	plain.onehot = @(labels, n) double((1:n).' == labels(:).');
	plain.eye = @eye;
	plain.zeros = @zeros;
	plain.ones = @ones;

	for name = fieldnames(plain).'
		f = plain.(name{1});
		lang.(name{1}) = @(varargin) lift(f, varargin{:});
	end
end

function r = lift(f, varargin)
	stepping = cellfun(@(a) isa(a, "step"), varargin);
	for k = find(stepping)
		varargin{k} = varargin{k}.z;
	end
	r = f(varargin{:});
	if (any(stepping))
		r = step(r);
	end
end

% Is a > b?  At a tie there may be no derivative, so a model must keep away.
function yes = above(a, b)
	gap = real(a) - real(b);
	if (any(abs(gap(:)) < 1e-6))
		error("language: the model stands on a kink");
	end
	yes = gap > 0;
end

function r = pick(yes, a, b)
	r = b + zeros(size(yes));
	a = a + zeros(size(yes));
	r(yes) = a(yes);
end

function r = size_of(x)
	r = pick(above(x, 0), x, -x);
end

function r = softmax(x)
	e = exp(x - max(real(x), [], 1));
	r = e ./ sum(e, 1);
end

function r = total(x, dim)
	if (nargin == 1)
		r = sum(x(:));
	else
		r = sum(x, dim);
	end
end
