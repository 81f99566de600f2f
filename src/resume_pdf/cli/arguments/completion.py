"""Arguments of `resume-pdf completion`."""

from __future__ import annotations

from .common import Commands, add_command


def add(commands: Commands) -> None:
    """Adds `completion`."""
    command = add_command(
        commands,
        "completion",
        description="Prints what a shell must know to complete the command line. Put it where your "
        "shell reads it when it starts, as in the examples.",
        examples=(
            "resume-pdf completion bash >> ~/.bashrc",
            "resume-pdf completion zsh >> ~/.zshrc",
            "resume-pdf completion fish > ~/.config/fish/completions/resume-pdf.fish",
        ),
    )
    command.add_argument("shell", choices=("bash", "zsh", "fish"), help="your shell")
