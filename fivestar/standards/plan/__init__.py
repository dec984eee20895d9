"""The decomposition plan (任务分解方案): who answers for each task, at which level, until when, in which task force."""
