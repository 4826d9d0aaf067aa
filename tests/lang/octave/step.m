% SPDX-License-Identifier: MIT
%
% A matrix on its way through a complex-step derivative: z = x + i*h*x', with
% h so small (1e-30) that h^2 vanishes beside any double.  Octave parses the
% expression and calls the operators below; they are Octave's own on complex
% matrices, but for two:
%
%   comparisons  order by the real part, where Octave orders complex numbers
%                by their length;
%   z .^ n       for an integer n multiplies, because exp(n * log(z)) puts an
%                error of 1e-16 into the imaginary part where x < 0, and that
%                drowns h.
classdef step
	properties
		z
	end

	methods
		function s = step(z)
			s.z = z;
		end

		function s = uminus(a)
			s = step(-a.z);
		end

		function s = uplus(a)
			s = a;
		end

		function s = transpose(a)
			s = step(a.z.');
		end

		function s = plus(a, b)
			s = step(bare(a) + bare(b));
		end

		function s = minus(a, b)
			s = step(bare(a) - bare(b));
		end

		function s = times(a, b)
			s = step(bare(a) .* bare(b));
		end

		function s = mtimes(a, b)
			s = step(bare(a) * bare(b));
		end

		function s = rdivide(a, b)
			s = step(bare(a) ./ bare(b));
		end

		function s = mrdivide(a, b)
			s = step(bare(a) / bare(b));
		end

		function s = power(a, b)
			s = step(raise(bare(a), bare(b)));
		end

		function s = mpower(a, b)
			s = step(raise(bare(a), bare(b)));
		end

		function r = lt(a, b)
			r = real(bare(a)) < real(bare(b));
		end

		function r = le(a, b)
			r = real(bare(a)) <= real(bare(b));
		end

		function r = gt(a, b)
			r = real(bare(a)) > real(bare(b));
		end

		function r = ge(a, b)
			r = real(bare(a)) >= real(bare(b));
		end

		function r = eq(a, b)
			r = real(bare(a)) == real(bare(b));
		end

		function r = ne(a, b)
			r = real(bare(a)) != real(bare(b));
		end

		function s = horzcat(varargin)
			s = step(horzcat(bares(varargin){:}));
		end

		function s = vertcat(varargin)
			s = step(vertcat(bares(varargin){:}));
		end

		function s = subsref(a, path)
			if (strcmp(path(1).type, "."))
				s = a.z;
			else
				s = step(a.z(path(1).subs{:}));
			end
		end
	end
end

function z = bare(a)
	if (isa(a, "step"))
		z = a.z;
	else
		z = a;
	end
end

function list = bares(list)
	list = cellfun(@bare, list, "UniformOutput", false);
end

function z = raise(base, exponent)
	base = base + zeros(size(exponent));
	exponent = exponent + zeros(size(base));
	z = zeros(size(base));
	for k = 1:numel(z)
		b = base(k);
		n = exponent(k);
		if (imag(n) == 0 && n == fix(n) && abs(n) <= 64)
			z(k) = prod(repmat(b, 1, abs(n)));
			if (n < 0)
				z(k) = 1 / z(k);
			end
		elseif (real(b) > 0)
			z(k) = b .^ n;
		else
			error("step: no derivative of %g to the %g", ...
			    real(b), real(n));
		end
	end
end
