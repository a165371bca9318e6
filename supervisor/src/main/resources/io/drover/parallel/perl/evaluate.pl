# Evaluates expressions for the supervisor: one request after the other on standard input, one answer for each on
# standard output. A request is numbers and texts, each text a length and so many bytes; so is an answer.
package Drover;
use strict;
binmode STDIN;
open(my $answers, '>&', \*STDOUT) or die;
binmode $answers;
# What an expression prints must not look like an answer.
open(STDOUT, '>&', \*STDERR) or die;
our ($seq, $total, $slot, $skip, $unquoted, %compiled);

sub take { my $n = shift; my $bytes = ''; while($n > length $bytes) { read(STDIN, $bytes, $n - length $bytes, length $bytes) or exit; } $bytes }
sub number { unpack 'N', take(4) }
sub text { take(number()) }
sub answer { my ($state, $text) = @_; syswrite($answers, pack('NN', $state, length $text) . $text) }

package Drover::Job;
sub seq { $seq }
sub slot { $slot }
sub skip { $skip = 1 }
sub total_jobs { $total }

package main;
our @arg;
our $job = bless {}, 'Drover::Job';
sub seq { $seq }
sub slot { $slot }
sub skip { $skip = 1 }
sub total_jobs { $total }
sub uq { $unquoted = 1 }
sub dirname { require File::Basename; File::Basename::dirname(@_) }
sub basename { require File::Basename; File::Basename::basename(@_) }
sub Q { my $s = shift; return "''" if $s eq ''; return $s if $s !~ /[^-_.+a-zA-Z0-9\/]/; $s =~ s/'/'"'"'/g; $s = "'$s'"; $s =~ s/''//g; $s }
sub pQ { my $s = shift; $s =~ s/([\\"\$\@])/\\$1/g; $s }
sub uniq { my %seen; grep { !$seen{$_}++ } @_ }
sub hash { require B; B::hash($_[0]) }
sub Drover::at { my ($format, $seconds) = @_; require POSIX; POSIX::strftime($format, localtime($seconds || time)) }
sub yyyy_mm_dd_hh_mm_ss { Drover::at('%Y-%m-%dT%H:%M:%S', @_) }
sub yyyy_mm_dd_hh_mm { Drover::at('%Y-%m-%dT%H:%M', @_) }
sub yyyy_mm_dd { Drover::at('%Y-%m-%d', @_) }
sub hh_mm_ss { Drover::at('%H:%M:%S', @_) }
sub hh_mm { Drover::at('%H:%M', @_) }
sub yyyymmddhhmmss { Drover::at('%Y%m%d%H%M%S', @_) }
sub yyyymmddhhmm { Drover::at('%Y%m%d%H%M', @_) }
sub yyyymmdd { Drover::at('%Y%m%d', @_) }
sub hhmmss { Drover::at('%H%M%S', @_) }
sub hhmm { Drover::at('%H%M', @_) }

# Compiles once; the expression sees none of our lexical variables but those above.
sub Drover::compiled { my $code = shift; $compiled{$code} ||= eval "no strict; no warnings; sub { my \$job = \$main::job; $code }" }

while(1) {
    my $code = Drover::text();
    local $_ = Drover::text();
    ($seq, $total, $slot, $skip, $unquoted) = (Drover::number(), Drover::number(), Drover::number(), 0, 0);
    @arg = (undef, map { Drover::text() } 1 .. Drover::number());
    my $sub = Drover::compiled($code);
    my $result = $sub && eval { $sub->($job) };
    my $problem = $sub ? $@ : $@ || 'unknown';
    if($problem) { Drover::answer(2, $problem) }
    elsif($skip) { Drover::answer(1, '') }
    else { my $value = $_; Drover::answer(0, ($result ? 1 : 0) . ($unquoted ? 1 : 0) . $value) }
}
